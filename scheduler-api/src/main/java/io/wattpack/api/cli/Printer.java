package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** Writes data to standard output in the form asked for, and messages to standard error. */
final class Printer {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Format format;
  private final boolean withHeadings;

  Printer(PrintWriter out, PrintWriter err, Format format, boolean withHeadings) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.withHeadings = withHeadings;
  }

  /** The form of the data on standard output. */
  enum Format {
    table,
    json
  }

  /** Prints an array of objects: a row each, or the array itself. */
  void list(JsonNode array, List<Column> columns) {
    if (format == Format.json) {
      out.println(Json.pretty(array));
    } else {
      table(array, columns);
    }
    out.flush();
  }

  /** Prints one object: a table of one row, or the object itself. */
  void object(JsonNode object, List<Column> columns) {
    if (format == Format.json) {
      out.println(Json.pretty(object));
    } else {
      table(List.of(object), columns);
    }
    out.flush();
  }

  /** Prints the object as JSON, or else these lines. */
  void lines(JsonNode object, List<String> lines) {
    if (format == Format.json) {
      out.println(Json.pretty(object));
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  void message(String text) {
    err.println(text);
    err.flush();
  }

  private void table(Iterable<JsonNode> objects, List<Column> columns) {
    Table table = new Table(columns.stream().map(Column::heading).toList());
    for (JsonNode object : objects) {
      table.add(columns.stream().map(column -> column.cell().apply(object)).toList());
    }
    table.lines(withHeadings).forEach(out::println);
  }
}
