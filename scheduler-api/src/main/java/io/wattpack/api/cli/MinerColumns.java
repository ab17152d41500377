package io.wattpack.api.cli;

import java.util.ArrayList;
import java.util.List;

/** What a table shows of miner groups. */
final class MinerColumns {
  static final List<Column> OF_A_GROUP =
      List.of(
          Column.of("ID", "/id"),
          Column.of("SITE", "/site"),
          Column.of("DOMAIN", "/power_domain"),
          Column.of("STATE", "/state"),
          Column.of("STEPS", "/steps"),
          Column.of("ORDERED", "/steps_ordered"),
          Column.of("RUNNING", "/steps_running"),
          Column.of("DRAWN_MAX_W", "/watts_drawn_max"),
          Column.of("WATTS", "/watts"),
          Column.of("J_PER_TH", "/joules_per_terahash"),
          Column.of("LIMIT_STEPS", "/operator_limit/limit_steps"),
          Column.of("UNTIL", "/operator_limit/until"));

  /** With why it does not run more, and what is wrong with its machines. */
  static final List<Column> OF_ONE_GROUP = ofOneGroup();

  private MinerColumns() {}

  private static List<Column> ofOneGroup() {
    List<Column> columns = new ArrayList<>(OF_A_GROUP);
    columns.add(
        new Column("NOT_OBEYING", group -> String.valueOf(group.at("/alarm/machines").size())));
    columns.add(Column.of("HELD_BY", "/held_by/code"));
    columns.add(Column.of("WHY", "/held_by/message"));
    return List.copyOf(columns);
  }
}
