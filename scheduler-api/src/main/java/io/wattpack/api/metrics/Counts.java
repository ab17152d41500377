package io.wattpack.api.metrics;

import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums by labels; a combination that was set to zero is shown even when nothing was added. */
final class Counts {
  private final Map<Tags, Long> sums = new LinkedHashMap<>();

  void zero(String... tags) {
    add(0, tags);
  }

  void add(long amount, String... tags) {
    sums.merge(Tags.of(tags), amount, Long::sum);
  }

  List<Row<?>> rows() {
    return sums.entrySet().stream()
        .<Row<?>>map(sum -> Row.of(sum.getKey(), sum.getValue()))
        .toList();
  }
}
