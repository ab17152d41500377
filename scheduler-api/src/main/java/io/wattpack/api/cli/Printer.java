package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** Writes data to standard output in the form asked for, and messages to standard error. */
final class Printer {
  private static final List<String> ID_MEMBERS = List.of("id", "domain", "name");

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
    json,
    name
  }

  /** Prints an array of objects: a row each, the array itself, or an id a line. */
  void list(JsonNode array, List<Column> columns) {
    print(array, array, columns);
  }

  /** Prints one object: a table of one row, the object itself, or its id. */
  void object(JsonNode object, List<Column> columns) {
    print(object, List.of(object), columns);
  }

  /** Prints these lines, the object itself, or its id. */
  void lines(JsonNode object, List<String> lines) {
    switch (format) {
      case table -> lines.forEach(out::println);
      case json -> out.println(Json.pretty(object));
      case name -> out.println(id(object));
    }
    out.flush();
  }

  void message(String text) {
    err.println(text);
    err.flush();
  }

  private void print(JsonNode whole, Iterable<JsonNode> objects, List<Column> columns) {
    switch (format) {
      case table -> table(objects, columns);
      case json -> out.println(Json.pretty(whole));
      case name -> objects.forEach(object -> out.println(id(object)));
    }
    out.flush();
  }

  private static String id(JsonNode object) {
    for (String member : ID_MEMBERS) {
      if (object.has(member)) {
        return object.path(member).asText();
      }
    }
    return "";
  }

  private void table(Iterable<JsonNode> objects, List<Column> columns) {
    Table table = new Table(columns.stream().map(Column::heading).toList());
    for (JsonNode object : objects) {
      table.add(columns.stream().map(column -> column.cell().apply(object)).toList());
    }
    table.lines(withHeadings).forEach(out::println);
  }
}
