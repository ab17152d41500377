package io.wattpack.api.main;

import java.util.stream.Stream;

/** The table of bad inputs, door by door. */
final class BadInputs {
  private BadInputs() {}

  static Stream<BadInput> all() {
    return Stream.of(
            BadAddresses.all(), BadUploads.all(), BadBatches.all(), BadOrders.all(), BadTasks.all())
        .flatMap(rows -> rows);
  }
}
