package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the newest jobs, page by page as far as asked. */
@Command(name = "list", description = "Lists jobs, the newest first.")
final class JobListCommand implements Callable<Integer> {
  private static final int PAGE_MAX = 100;

  @Mixin private SharedOptions shared;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most (default ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int limit;

  @Override
  public Integer call() {
    shared
        .printer()
        .list(jobs(shared.asOperator()), JobColumns.of(shared.surroundings().clock().instant()));
    return ExitCode.OK.code();
  }

  private JsonNode jobs(ApiClient client) {
    ArrayNode jobs = Json.array();
    String token = "";
    do {
      int size = Math.min(PAGE_MAX, limit - jobs.size());
      String after = token.isEmpty() ? "" : "&page_token=" + ApiClient.step(token);
      JsonNode page = client.get("/api/v1/jobs?limit=" + size + after);
      page.path("data").forEach(jobs::add);
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty() && jobs.size() < limit);
    return jobs;
  }
}
