package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Issues a key; only the key itself goes to standard output, ready for a variable. */
@Command(name = "create", description = "Issues a key of a tenant and prints it, this one time.")
final class KeyCreateCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      required = true,
      description = "Whose key it is.")
  private String tenant;

  @Option(names = "--name", paramLabel = "NAME", description = "A name for people.")
  private @Nullable String name;

  @Override
  public Integer call() {
    ObjectNode request = Json.object();
    request.put("tenant", tenant);
    if (name != null) {
      request.put("name", name);
    }
    JsonNode key = shared.asOperator().post("/api/v1/keys", request);
    shared.printer().lines(key, List.of(key.path("key").asText()));
    shared
        .printer()
        .message(
            "Key %s of tenant %s; it is not shown again."
                .formatted(key.path("id").asText(), tenant));
    return ExitCode.OK.code();
  }
}
