package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every node with what is free and whether it takes work. */
@Command(
    name = "list",
    description = "Lists the nodes: GPUs, cores and memory free, whether closed, whether there.")
final class NodeListCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("ID", "/id"),
          Column.of("SITE", "/site"),
          Column.of("CONTAINER", "/gpu_container"),
          Column.of("MODEL", "/gpu_model"),
          new Column("GPUS_FREE", node -> ofAll(node, "gpus_free", "gpus")),
          new Column("CPU_MILLI_FREE", node -> ofAll(node, "cpu_milli_free", "cpu_milli")),
          new Column("MEMORY_MIB_FREE", node -> ofAll(node, "memory_mib_free", "memory_mib")),
          new Column("CLOSURE", NodeListCommand::closure),
          Column.of("READY", "/ready"));

  @Mixin private SharedOptions shared;

  @Option(names = "--site", paramLabel = "SITE", description = "Only those of one site.")
  private @Nullable String site;

  @Override
  public Integer call() {
    ArrayNode nodes = Json.array();
    for (JsonNode node : shared.asOperator().get("/api/v1/nodes").path("data")) {
      if (site == null || site.equals(node.path("site").asText())) {
        nodes.add(node);
      }
    }
    shared.printer().list(nodes, COLUMNS);
    return ExitCode.OK.code();
  }

  private static String ofAll(JsonNode node, String free, String all) {
    return node.path(free).isNumber() && node.path(all).isNumber()
        ? node.path(free).asText() + "/" + node.path(all).asText()
        : "-";
  }

  /** With the number of single GPUs that are closed beside it. */
  private static String closure(JsonNode node) {
    int gpus = node.path("gpus_closed").size();
    return node.path("closure").asText() + (gpus == 0 ? "" : "+%d GPUs".formatted(gpus));
  }
}
