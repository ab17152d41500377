package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a task asks of its nodes beside GPUs, and where it may stand. */
final class JobPlacementOptions {
  @Option(
      names = "--cpu",
      paramLabel = "MILLI",
      description = "Thousandths of a processor core each member needs (default: not counted).")
  private @Nullable Long cpuMilli;

  @Option(
      names = "--host-memory",
      paramLabel = "MIB",
      description = "Main memory each member needs, in MiB (default: not counted).")
  private @Nullable Long hostMemoryMib;

  @Option(names = "--linked", description = "The GPUs of a member must be joined by NVLink.")
  private boolean linked;

  @Option(
      names = "--mig",
      paramLabel = "PROFILE",
      description = "Run in a hardware slice such as 1g.10gb.")
  private @Nullable String mig;

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "A gang of so many members, in one site, that start and stop as one.")
  private @Nullable Integer members;

  @Option(
      names = "--spread",
      paramLabel = "LEVEL=MAX",
      description =
          "At most so many members on one node, feeder, site, ...; may be repeated, e.g. node=1.")
  private Map<String, Integer> spread = new LinkedHashMap<>();

  @Option(
      names = "--tolerate",
      paramLabel = "TAINT",
      description = "A taint that does not keep it away; may be repeated.")
  private List<String> tolerations = List.of();

  @Option(
      names = "--no-wait",
      description = "End at once, as rejected, when there is no room (default: wait for room).")
  private boolean noWait;

  boolean isInASlice() {
    return mig != null;
  }

  void addTo(ObjectNode request) {
    if (cpuMilli != null) {
      request.put("cpu_milli", cpuMilli);
    }
    if (hostMemoryMib != null) {
      request.put("host_memory_mib", hostMemoryMib);
    }
    if (linked) {
      request.put("linked", true);
    }
    if (mig != null) {
      request.put("mig", mig);
    }
    if (members != null) {
      request.put("members", members);
    }
    if (noWait) {
      request.put("wait", false);
    }
    addRules(request);
  }

  private void addRules(ObjectNode request) {
    if (!spread.isEmpty()) {
      ArrayNode limits = request.putArray("spread");
      spread.forEach((level, max) -> limits.addObject().put("level", level).put("max", max));
    }
    if (!tolerations.isEmpty()) {
      ArrayNode keys = request.putArray("tolerations");
      tolerations.forEach(keys::add);
    }
  }
}
