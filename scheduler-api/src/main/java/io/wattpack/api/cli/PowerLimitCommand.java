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

/** Sets or clears the operator's limit of power domains. */
@Command(name = "limit", description = "Sets the operator's limit of power domains, or clears it.")
final class PowerLimitCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("DOMAIN", "/domain"),
          Column.of("LIMIT_W", "/limit_watts"),
          Column.of("UNTIL", "/until"),
          Column.of("INPUT", "/input"));

  @Mixin private SharedOptions shared;

  @Parameters(
      paramLabel = "DOMAIN",
      arity = "1..*",
      description = "The ids of power domains; a site's is in `wattpack power get`.")
  private List<String> domains;

  @ArgGroup(multiplicity = "1")
  private Limit limit;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "When the limit ends: 2026-07-01T18:00:00Z, or from now: 90s, 30m, 2h (default: never).")
  private @Nullable String until;

  /** Exactly one of the two. */
  private static final class Limit {
    @Option(
        names = "--watts",
        paramLabel = "W",
        required = true,
        description = "The most the domain may draw, in watts.")
    private @Nullable Long watts;

    @Option(
        names = "--clear",
        required = true,
        description = "End the limit: the rating counts again.")
    private boolean clear;
  }

  @Override
  public Integer call() {
    ApiClient client = shared.asOperator();
    @Nullable String end = end();
    ArrayNode answers = Json.array();
    for (String domain : domains) {
      answers.add(
          change(client, "/api/v1/power-domains/" + ApiClient.step(domain) + "/limit", end));
    }
    shared.printer().list(answers, COLUMNS);
    return ExitCode.OK.code();
  }

  private JsonNode change(ApiClient client, String path, @Nullable String end) {
    if (limit.clear || limit.watts == null) {
      return client.delete(path);
    }
    ObjectNode body = Json.object();
    body.put("limit_watts", limit.watts);
    if (end != null) {
      body.put("until", end);
    }
    return client.put(path, "application/json", body.toString());
  }

  private @Nullable String end() {
    return until == null
        ? null
        : EndTime.of("--until", until, shared.surroundings().clock(), "power limit");
  }
}
