package io.wattpack.api.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** The noun power event: what the grid asks for. */
@Command(
    name = "event",
    description = "What the grid asks for: limits with a start, a ramp and an end.",
    subcommands = {
      PowerEventPostCommand.class,
      PowerEventListCommand.class,
      PowerEventGetCommand.class,
      PowerEventCancelCommand.class
    })
final class PowerEventCommand extends NounCommand {
  static final String PATH = "/api/v1/power-events";

  static final List<Column> COLUMNS =
      List.of(
          Column.of("ID", "/id"),
          Column.of("DOMAIN", "/domain"),
          Column.of("KIND", "/kind"),
          Column.of("TARGET_W", "/target_watts"),
          Column.of("START", "/start"),
          Column.of("RAMP_S", "/ramp_seconds"),
          Column.of("END", "/end"));
}
