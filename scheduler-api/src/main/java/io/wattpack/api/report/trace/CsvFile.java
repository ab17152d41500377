package io.wattpack.api.report.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of comma-separated values whose first line names the columns. A byte order mark, carriage
 * returns, blank lines and quotes around a cell do not matter.
 */
final class CsvFile {
  private final Path file;
  private final List<String> columns;
  private final List<Row> rows;

  private CsvFile(Path file, List<String> columns, List<Row> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  static CsvFile read(Path file) throws IOException, TraceFileException {
    List<String> lines = lines(file);
    if (lines.getFirst().isBlank()) {
      throw new TraceFileException(
          "%s, line 1: the names of the columns are missing.".formatted(file),
          "add the heading that the trace was published with.");
    }
    CsvFile csv = new CsvFile(file, cells(lines.getFirst()), new ArrayList<>());
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        csv.add(line + 1, cells(lines.get(line)));
      }
    }
    return csv;
  }

  /** The lines of a text file without its byte order mark; one empty line for an empty file. */
  static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file);
    List<String> lines = text.lines().collect(Collectors.toList());
    if (lines.isEmpty()) {
      return List.of("");
    }
    lines.set(0, lines.getFirst().replace("\uFEFF", ""));
    return lines;
  }

  List<Row> rows() {
    return rows;
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  void require(String... names) throws TraceFileException {
    for (String name : names) {
      if (!has(name)) {
        throw new TraceFileException(
            "%s, line 1: there is no column '%s' (there are: %s)."
                .formatted(file, name, String.join(", ", columns)),
            "this is another kind of file: columns needed are %s."
                .formatted(String.join(", ", names)));
      }
    }
  }

  private void add(int line, List<String> cells) throws TraceFileException {
    if (cells.size() != columns.size()) {
      throw new TraceFileException(
          "%s, line %d: %d values, but the heading names %d columns."
              .formatted(file, line, cells.size(), columns.size()),
          "the line is cut off, or a value holds a comma.");
    }
    rows.add(new Row(line, cells));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(CsvFile::cell).toList();
  }

  private static String cell(String text) {
    String cell = text.strip();
    boolean isQuoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    return isQuoted ? cell.substring(1, cell.length() - 1) : cell;
  }

  /** One line below the heading. */
  final class Row {
    private final int line;
    private final List<String> cells;

    private Row(int line, List<String> cells) {
      this.line = line;
      this.cells = cells;
    }

    /** The cell of a column that exists. */
    String text(String column) {
      return cells.get(columns.indexOf(column));
    }

    /** The whole number in a column that exists. */
    int number(String column, int least, int most) throws TraceFileException {
      try {
        int value = Integer.parseInt(text(column));
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw wrong(column, "must be a whole number from %d to %d".formatted(least, most));
      }
      throw wrong(column, "must be from %d to %d".formatted(least, most));
    }

    TraceFileException wrong(String column, String rule) {
      return new TraceFileException(
          "%s, line %d: %s %s, but was '%s'.".formatted(file, line, column, rule, text(column)),
          "correct the line or leave it out.");
    }
  }
}
