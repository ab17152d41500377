package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets or clears what an operator lets miner groups run. */
@Command(
    name = "set",
    description = "Lets miner groups run so much and no more, or as much as power allows again.")
final class MinerSetCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("GROUP", "/id"),
          Column.of("LIMIT_STEPS", "/limit_steps"),
          Column.of("LIMIT_W", "/limit_watts"),
          Column.of("UNTIL", "/until"),
          Column.of("INPUT", "/input"));

  @Mixin private SharedOptions shared;

  @Parameters(
      paramLabel = "GROUP",
      arity = "1..*",
      description = "The ids of miner groups; they are in `wattpack miner list`.")
  private List<String> groups;

  @ArgGroup(multiplicity = "1")
  private Limit limit;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "When the limit ends: 2026-07-01T18:00:00Z, or from now: 90s, 30m, 2h (default: never).")
  private @Nullable String until;

  /** Exactly one of the three. */
  private static final class Limit {
    @Option(
        names = "--steps",
        paramLabel = "N",
        required = true,
        description = "The most steps of each group that may run; 0 for none.")
    private @Nullable Integer steps;

    @Option(
        names = "--watts",
        paramLabel = "W",
        required = true,
        description = "Only as many steps of each group as fit into so many watts.")
    private @Nullable Long watts;

    @Option(
        names = "--clear",
        required = true,
        description = "End the limit: as many steps as power allows.")
    private boolean clear;
  }

  @Override
  public Integer call() {
    ApiClient client = shared.asOperator();
    @Nullable String end = end();
    ArrayNode answers = Json.array();
    for (String group : groups) {
      answers.add(change(client, "/api/v1/miner-groups/" + ApiClient.step(group) + "/limit", end));
    }
    shared.printer().list(answers, COLUMNS);
    return ExitCode.OK.code();
  }

  private JsonNode change(ApiClient client, String path, @Nullable String end) {
    if (limit.clear) {
      return client.delete(path);
    }
    ObjectNode body = Json.object();
    if (limit.steps != null) {
      body.put("limit_steps", limit.steps);
    } else {
      body.put("limit_watts", limit.watts);
    }
    if (end != null) {
      body.put("until", end);
    }
    return client.put(path, "application/json", body.toString());
  }

  private @Nullable String end() {
    return until == null
        ? null
        : EndTime.of("--until", until, shared.surroundings().clock(), "miner set");
  }
}
