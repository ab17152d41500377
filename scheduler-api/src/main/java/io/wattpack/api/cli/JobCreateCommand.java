package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a task. */
@Command(name = "create", description = "Submits a task: so many GPUs for so long.")
final class JobCreateCommand implements Callable<Integer> {
  private static final long MEMORY_MIB_DEFAULT = 1024;

  @Mixin private SharedOptions shared;

  @Mixin private JobPlacementOptions placement;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description = "GPUs each member needs; 0 for work on cores only (default ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int gpus;

  @Option(
      names = "--gpu-share",
      paramLabel = "THOUSANDTHS",
      description = "How much of each GPU, 1 to 1000 thousandths (default: whole GPUs).")
  private @Nullable Integer gpuShareMilli;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "Memory it needs on each GPU, in MiB (default 1024; in a slice, the slice's).")
  private @Nullable Long memoryMib;

  @Option(
      names = "--gpu-model",
      paramLabel = "MODEL",
      description = "A GPU model it runs on; may be repeated (default: any).")
  private List<String> gpuModels = List.of();

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = "interactive, standard or flex (default ${DEFAULT-VALUE}).",
      defaultValue = "standard")
  private String tier;

  @Option(
      names = "--run-seconds",
      paramLabel = "SECONDS",
      description = "How long it runs.",
      required = true)
  private long runSeconds;

  @Option(names = "--name", paramLabel = "NAME", description = "A name for people.")
  private @Nullable String name;

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "Whose job it is; for an operator's key (default: the key's own tenant).")
  private @Nullable String tenant;

  @Override
  public Integer call() {
    shared
        .printer()
        .object(
            shared.asOperator().post("/api/v1/jobs", request()),
            JobColumns.of(shared.surroundings().clock().instant()));
    return ExitCode.OK.code();
  }

  private ObjectNode request() {
    ObjectNode request = Json.object();
    request.put("kind", "task");
    request.put("gpus", gpus);
    if (memoryMib != null) {
      request.put("memory_mib", memoryMib);
    } else if (gpus > 0 && !placement.isInASlice()) {
      request.put("memory_mib", MEMORY_MIB_DEFAULT);
    }
    request.put("tier", tier);
    request.put("run_seconds", runSeconds);
    placement.addTo(request);
    if (gpuShareMilli != null) {
      request.put("gpu_share_milli", gpuShareMilli);
    }
    if (name != null) {
      request.put("name", name);
    }
    if (tenant != null) {
      request.put("tenant", tenant);
    }
    if (!gpuModels.isEmpty()) {
      ArrayNode models = request.putArray("gpu_models");
      gpuModels.forEach(models::add);
    }
    return request;
  }
}
