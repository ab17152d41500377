package io.wattpack.api.cli;

import java.util.List;

/** What a table shows of a placement policy. */
final class PolicyColumns {
  static final List<Column> OF_A_POLICY =
      List.of(
          Column.of("NAME", "/name"),
          Column.of("LEARNED", "/learned"),
          new Column(
              "TYPICAL_SHAPES", policy -> String.valueOf(policy.path("typical_work").size())));

  private PolicyColumns() {}
}
