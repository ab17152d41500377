package io.wattpack.api.report.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Reads an arrival order: a line {@code pods i i ...} of data rows of the pod list, from 0, and a
 * line {@code nodeRanks r r ...} with the rank of each node with GPUs, by name.
 */
public final class OrderFile {
  private final Path file;
  private final List<String> lines;

  private OrderFile(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  public static Arrivals read(Path file, int podCount, int nodeCount)
      throws IOException, TraceFileException {
    OrderFile order = new OrderFile(file, CsvFile.lines(file));
    int[] pods = order.numbers("pods", podCount, "the pod list has %d rows".formatted(podCount));
    int[] ranks =
        order.numbers("nodeRanks", nodeCount, "there are %d nodes with GPUs".formatted(nodeCount));
    order.checkRanks(ranks, nodeCount);
    return new Arrivals(pods, ranks);
  }

  private int[] numbers(String keyword, int below, String why) throws TraceFileException {
    int line = line(keyword);
    List<String> words = words(line);
    int[] numbers = new int[words.size() - 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(words.get(i + 1), line, below, why);
    }
    if (numbers.length == 0) {
      throw wrong(line, "'%s' is followed by no number".formatted(keyword));
    }
    return numbers;
  }

  private int line(String keyword) throws TraceFileException {
    for (int line = 0; line < lines.size(); line++) {
      if (words(line).getFirst().equals(keyword)) {
        return line;
      }
    }
    throw new TraceFileException(
        "%s has no line that starts with '%s'.".formatted(file, keyword),
        "this is no arrival order; without --order arrivals are drawn from --seed.");
  }

  private List<String> words(int line) {
    return new ArrayList<>(Arrays.asList(lines.get(line).strip().split("\\s+")));
  }

  private int number(String word, int line, int below, String why) throws TraceFileException {
    try {
      int number = Integer.parseInt(word);
      if (number >= 0 && number < below) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(line, "'%s' is not a whole number".formatted(word));
    }
    throw wrong(line, "%s is out of range, because %s".formatted(word, why));
  }

  private void checkRanks(int[] ranks, int nodeCount) throws TraceFileException {
    if (ranks.length != nodeCount) {
      throw wrong(
          line("nodeRanks"), "%d ranks for %d nodes with GPUs".formatted(ranks.length, nodeCount));
    }
    BitSet seen = new BitSet();
    for (int rank : ranks) {
      if (seen.get(rank)) {
        throw wrong(line("nodeRanks"), "the rank %d is given twice".formatted(rank));
      }
      seen.set(rank);
    }
  }

  private TraceFileException wrong(int line, String what) {
    return new TraceFileException(
        "%s, line %d: %s.".formatted(file, line + 1, what),
        "the order belongs to other lists of nodes and pods.");
  }
}
