package io.wattpack.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the grid asks for and how far it is. */
@Command(name = "list", description = "Lists power events: what is asked, and what is booked.")
final class PowerEventListCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    List<Column> columns = new ArrayList<>(PowerEventCommand.COLUMNS);
    columns.add(Column.of("STATE", "/state"));
    columns.add(Column.of("COMMANDED_W", "/commanded_watts"));
    columns.add(Column.of("CEILING_W", "/ceiling_watts"));
    shared.printer().list(shared.asOperator().get(PowerEventCommand.PATH).path("data"), columns);
    return ExitCode.OK.code();
  }
}
