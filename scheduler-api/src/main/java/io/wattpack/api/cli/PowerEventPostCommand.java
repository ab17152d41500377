package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Posts what the grid asks of a power domain, a price zone or the fleet. */
@Command(
    name = "post",
    description = "Posts what the grid asks of a power domain, a price zone or the fleet.")
final class PowerEventPostCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(
      paramLabel = "DOMAIN",
      description =
          "A power domain, zone:NAME for the sites of a price zone, or fleet; see `wattpack power get`.")
  private String domain;

  @Option(
      names = "--watts",
      paramLabel = "W",
      required = true,
      description = "The most it may draw once the ramp is over; of several sites together.")
  private long watts;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "hard: a capacity limit; target: demand response (default: hard).")
  private @Nullable String kind;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "When the ramp begins: 2026-07-01T18:00:00Z, or from now: 30m (default: now).")
  private @Nullable String start;

  @Option(
      names = "--ramp-seconds",
      paramLabel = "S",
      description = "From the start until the target holds (default: 0).")
  private long rampSeconds;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "When it ends: a time, or from now: 2h (default: when it is cancelled).")
  private @Nullable String end;

  @Option(
      names = "--correlation-id",
      paramLabel = "ID",
      description = "The sender's own name for it.")
  private @Nullable String correlationId;

  @Override
  public Integer call() {
    ObjectNode body = Json.object();
    body.put("domain", domain);
    body.put("target_watts", watts);
    put(body, "kind", kind);
    put(body, "start", time("--start", start));
    body.put("ramp_seconds", rampSeconds);
    put(body, "end", time("--end", end));
    put(body, "correlation_id", correlationId);
    shared
        .printer()
        .list(
            Json.array().add(shared.asOperator().post(PowerEventCommand.PATH, body)),
            PowerEventCommand.COLUMNS);
    return ExitCode.OK.code();
  }

  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private @Nullable String time(String option, @Nullable String text) {
    return text == null
        ? null
        : EndTime.of(option, text, shared.surroundings().clock(), "power event post");
  }
}
