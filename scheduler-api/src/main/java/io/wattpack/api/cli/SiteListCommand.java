package io.wattpack.api.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every site with its power and its GPUs. */
@Command(
    name = "list",
    description = "Lists the sites: watts capped, promised and free, GPUs, replicas, miners.")
final class SiteListCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("ID", "/id"),
          Column.of("ZONE", "/price_zone"),
          Column.of("STATE", "/state"),
          Column.of("CLOSURE", "/closure"),
          Column.of("CAP_W", "/cap_watts"),
          Column.of("CEILING_W", "/ceiling_watts"),
          Column.of("HEADROOM_W", "/headroom_watts"),
          Column.of("BREACH_W", "/breach_watts"),
          Column.of("STRANDED_W", "/stranded_watts"),
          Column.of("STRANDED_GPUS", "/stranded_gpus"),
          Column.of("IT_W", "/it_watts"),
          Column.of("COOLING_W", "/cooling_watts"),
          Column.of("GPUS", "/gpus"),
          Column.of("BOOKED", "/gpus_booked"),
          Column.of("REPLICAS", "/replicas"),
          Column.of("READY", "/replicas_ready"),
          Column.of("PAUSED", "/replicas_paused"),
          Column.of("MINERS_W", "/miners_on_watts"));

  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    shared.printer().list(shared.asOperator().get("/api/v1/sites").path("data"), COLUMNS);
    return ExitCode.OK.code();
  }
}
