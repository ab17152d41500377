package io.wattpack.api.http.operator;

import io.wattpack.api.http.Fields;
import io.wattpack.api.task.TaskRequest;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a TASK job asks for, and refuses what contradicts itself. */
final class TaskRequests {
  private static final int GPUS_MAX = 64;
  private static final int SHARE_WHOLE = 1000;
  private static final long MEMORY_MIB_MAX = 1 << 20;
  private static final long CPU_MILLI_MAX = 100_000_000;
  private static final long HOST_MEMORY_MIB_MAX = 100_000_000;
  private static final int MEMBERS_MAX = 64;
  private static final int REPLICAS_MAX = 10_000;
  private static final long RUN_SECONDS_MAX = 30L * 24 * 3600;
  private static final int NAME_CHARACTERS_MAX = 100;
  private static final int NAMES_MAX = 32;
  private static final Pattern TOLERATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Fields fields;

  private TaskRequests(Fields fields) {
    this.fields = fields;
  }

  static TaskRequest read(Fields fields) {
    return new TaskRequests(fields).read();
  }

  private TaskRequest read() {
    fields.allowOnly(
        "kind",
        "name",
        "gpus",
        "gpu_share_milli",
        "memory_mib",
        "gpu_models",
        "tier",
        "run_seconds",
        "cpu_milli",
        "host_memory_mib",
        "linked",
        "mig",
        "members",
        "spread",
        "tolerations",
        "wait",
        "tenant");
    checkKind(fields.text("kind").orElse("task"));
    String name = fields.text("name").orElse("");
    if (name.length() > NAME_CHARACTERS_MAX) {
      throw Fields.invalid(
          "name", "A name has at most %d characters.".formatted(NAME_CHARACTERS_MAX));
    }
    return new TaskRequest(name, tier(fields.text("tier").orElse("standard")), work());
  }

  private static void checkKind(String kind) {
    if (!kind.equals("task")) {
      throw Fields.invalid(
          "kind",
          "'kind' must be task, but was '%s'.\nMaybe send requests for a model as a batch: POST /v1/batches."
              .formatted(kind));
    }
  }

  private TaskWork work() {
    int gpus = (int) fields.integer("gpus", 0, GPUS_MAX).orElse(1);
    int share = (int) fields.integer("gpu_share_milli", 1, SHARE_WHOLE).orElse(SHARE_WHOLE);
    int members = (int) fields.integer("members", 1, MEMBERS_MAX).orElse(1);
    String mig = fields.text("mig").orElse(null);
    checkShare(share, gpus, members, mig);
    if (mig != null) {
      checkSlice(mig, gpus, members);
    }
    NodeNeeds needs = needs(mig);
    checkAsks(gpus, needs);
    return new TaskWork(
        gpus,
        new GpuShare(share),
        memory(gpus, mig),
        models(fields.texts("gpu_models")),
        1000 * fields.requiredInteger("run_seconds", 1, RUN_SECONDS_MAX),
        needs,
        members,
        new PlacementRules(spread(), tolerations(fields.texts("tolerations"))),
        fields.flag("wait", true));
  }

  private static void checkShare(int share, int gpus, int members, @Nullable String mig) {
    if (share == SHARE_WHOLE) {
      return;
    }
    if (gpus != 1) {
      throw invalid(
          "gpu_share_milli",
          "Only a single GPU can be shared, but %d of %d of each of %d GPUs were asked for."
              .formatted(share, SHARE_WHOLE, gpus),
          "Maybe leave gpu_share_milli out, or ask for gpus 1.");
    }
    if (members > 1) {
      throw invalid(
          "gpu_share_milli",
          "A gang takes whole GPUs, but %d of %d of each were asked for."
              .formatted(share, SHARE_WHOLE),
          "Maybe leave gpu_share_milli out, or members.");
    }
    if (mig != null) {
      throw invalid(
          "gpu_share_milli",
          "A slice (%s) says how much of the GPU it is, but %d of %d were asked for as well."
              .formatted(mig, share, SHARE_WHOLE),
          "Maybe leave gpu_share_milli out.");
    }
  }

  private static void checkSlice(String mig, int gpus, int members) {
    if (largest(mig) == null) {
      throw invalid(
          "mig",
          "No GPU can be cut into slices of '%s'.".formatted(mig),
          "Maybe one like 1g.10gb or 3g.40gb.");
    }
    if (gpus != 1 || members != 1) {
      throw invalid(
          "mig",
          "A slice is of one GPU and for one member, but %d GPUs and %d members were asked for."
              .formatted(gpus, members),
          "Maybe submit one task for each slice.");
    }
  }

  /** The largest memory a slice of that name has; null: there is none such. */
  private static @Nullable Mebibytes largest(String mig) {
    Mebibytes largest = null;
    for (MigLayout layout : MigLayout.values()) {
      MigProfile profile = layout.profile(mig);
      if (profile != null && (largest == null || profile.memory().compareTo(largest) > 0)) {
        largest = profile.memory();
      }
    }
    return largest;
  }

  private NodeNeeds needs(@Nullable String mig) {
    return new NodeNeeds(
        fields.integer("cpu_milli", 0, CPU_MILLI_MAX).orElse(0),
        new Mebibytes(fields.integer("host_memory_mib", 0, HOST_MEMORY_MIB_MAX).orElse(0)),
        fields.flag("linked", false),
        mig);
  }

  private static void checkAsks(int gpus, NodeNeeds needs) {
    if (gpus == 0 && needs.cpuMilli() == 0 && needs.memory().value() == 0) {
      throw invalid(
          "gpus",
          "The task asks for no GPU, no core and no main memory.",
          "Maybe ask for gpus, cpu_milli or host_memory_mib.");
    }
  }

  /** GPU memory: needed where GPUs are, as large as the slice at most, and by default just that. */
  private Mebibytes memory(int gpus, @Nullable String mig) {
    Mebibytes slice = mig == null ? null : largest(mig);
    if (slice != null) {
      return new Mebibytes(fields.integer("memory_mib", 1, slice.value()).orElse(1));
    }
    return gpus == 0
        ? new Mebibytes(fields.integer("memory_mib", 0, 0).orElse(0))
        : new Mebibytes(fields.requiredInteger("memory_mib", 1, MEMORY_MIB_MAX));
  }

  private static List<GpuModelId> models(List<String> names) {
    if (names.size() > NAMES_MAX) {
      throw Fields.invalid(
          "gpu_models", "At most %d GPU models may be named.".formatted(NAMES_MAX));
    }
    try {
      return names.stream().map(GpuModelId::new).toList();
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("gpu_models", "A GPU model's name has no white space.");
    }
  }

  private List<SpreadLimit> spread() {
    List<SpreadLimit> limits = new ArrayList<>();
    for (var item : fields.objects("spread")) {
      Fields limit = new Fields(item).allowOnly("level", "max");
      SpreadLevel level = level(limit.requiredText("level"));
      if (limits.stream().anyMatch(other -> other.level() == level)) {
        throw invalid(
            "spread",
            "The level %s is limited twice.".formatted(level.label()),
            "Maybe keep the lower max only.");
      }
      limits.add(new SpreadLimit(level, (int) limit.requiredInteger("max", 1, REPLICAS_MAX)));
    }
    return limits;
  }

  private static SpreadLevel level(String label) {
    for (SpreadLevel level : SpreadLevel.values()) {
      if (level.label().equals(label)) {
        return level;
      }
    }
    throw invalid(
        "spread",
        "'%s' is no level to spread over.".formatted(label),
        "Maybe one of %s."
            .formatted(
                Arrays.stream(SpreadLevel.values())
                    .map(SpreadLevel::label)
                    .collect(Collectors.joining(", "))));
  }

  private static List<String> tolerations(List<String> keys) {
    if (keys.size() > NAMES_MAX) {
      throw Fields.invalid(
          "tolerations", "At most %d taints may be tolerated.".formatted(NAMES_MAX));
    }
    for (String key : keys) {
      if (!TOLERATION.matcher(key).matches()) {
        throw invalid(
            "tolerations",
            "'%s' is no taint.".formatted(key),
            "Maybe a word like research-only: letters, digits, dots, underscores and dashes.");
      }
    }
    return keys.stream().distinct().toList();
  }

  private static ServiceTier tier(String label) {
    for (ServiceTier tier : ServiceTier.values()) {
      if (tier.label().equals(label)) {
        return tier;
      }
    }
    throw Fields.invalid(
        "tier", "'tier' must be interactive, standard or flex, but was '%s'.".formatted(label));
  }

  private static RuntimeException invalid(String member, String message, String hint) {
    return Fields.invalid(member, message + "\n" + hint);
  }
}
