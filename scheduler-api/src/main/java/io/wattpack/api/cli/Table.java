package io.wattpack.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of text in aligned columns, two spaces apart; numbers stand at the right. */
final class Table {
  private static final Pattern NUMBER = Pattern.compile("-|-?[0-9][0-9.,]*");

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** The lines without a line end, the headings first unless {@code withHeadings} is false. */
  List<String> lines(boolean withHeadings) {
    List<List<String>> shown = new ArrayList<>();
    if (withHeadings) {
      shown.add(headings);
    }
    shown.addAll(rows);
    return shown.stream().map(row -> line(row, shown)).toList();
  }

  private String line(List<String> row, List<List<String>> shown) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < headings.size(); column++) {
      line.append(column == 0 ? "" : "  ").append(padded(row.get(column), column, shown));
    }
    return line.toString().stripTrailing();
  }

  private String padded(String cell, int column, List<List<String>> shown) {
    int width = shown.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String space = " ".repeat(width - cell.length());
    return isNumeric(column) ? space + cell : cell + space;
  }

  private boolean isNumeric(int column) {
    return rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches())
        && rows.stream().anyMatch(row -> !row.get(column).equals("-"));
  }
}
