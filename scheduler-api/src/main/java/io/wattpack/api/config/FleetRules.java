package io.wattpack.api.config;

import io.wattpack.api.config.FleetDraft.Placed;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Regions;
import io.wattpack.core.model.SiteId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the parts of a fleet. Figures that could not be read are left out of every
 * comparison.
 */
final class FleetRules {
  /**
   * Names offered or searched for a suggestion: more would make a long file of mistakes slow to
   * read.
   */
  private static final int NAMES_MAX = 200;

  private final FleetDraft draft;
  private final Map<PowerDomainId, PowerDomain> domains = new LinkedHashMap<>();
  private final Map<GpuModelId, Placed<GpuModel>> gpuModels = new LinkedHashMap<>();
  private final Map<GpuContainerId, PowerDomainId> feeders = new LinkedHashMap<>();
  private final Set<ModelId> models = new LinkedHashSet<>();

  private FleetRules(FleetDraft draft) {
    this.draft = draft;
    draft.powerDomains.forEach(placed -> domains.putIfAbsent(placed.thing().id(), placed.thing()));
    draft.gpuModels.forEach(placed -> gpuModels.putIfAbsent(placed.thing().id(), placed));
    draft.gpuContainers.forEach(
        placed -> feeders.putIfAbsent(placed.thing().id(), placed.thing().powerDomain()));
    draft.modelProfiles.forEach(placed -> models.add(placed.thing().model()));
  }

  /** Notes every mistake at the section it stands in. */
  static void check(FleetDraft draft) {
    FleetRules rules = new FleetRules(draft);
    rules.checkIds();
    rules.checkTree();
    draft.gpuModels.forEach(rules::checkGpuModel);
    rules.checkNodes();
    draft.modelProfiles.forEach(rules::checkProfile);
    draft.pools.forEach(rules::checkPool);
    TaintRules.check(draft);
    CoolingRules.check(draft, rules.domains);
    FleetFloor.check(draft, rules.gpuModels);
  }

  private void checkIds() {
    unique(draft.sites, site -> site.id().value(), "id");
    unique(draft.powerDomains, domain -> domain.id().value(), "id");
    unique(draft.gpuContainers, box -> box.id().value(), "id");
    unique(draft.nodes, node -> node.id().value(), "id", "prefix", "count");
    unique(draft.gpuModels, model -> model.id().value(), "id");
    unique(draft.minerGroups, miners -> miners.id().value(), "id");
    unique(
        draft.modelProfiles,
        FleetRules::shapeOf,
        "gpuModel",
        "model",
        "gpus",
        "gpuShareMilli",
        "mig",
        "members");
    unique(draft.pools, pool -> pool.id().toString(), "tier", "model");
    unique(draft.tenants, tenant -> tenant.id().value(), "id");
  }

  /**
   * @param keys what the identity is made of; the mistake is shown at the first that is written
   */
  private static <T> void unique(List<Placed<T>> all, Function<T, String> id, String... keys) {
    Set<String> seen = new LinkedHashSet<>();
    Section last = null;
    for (Placed<T> placed : all) {
      boolean isNew = !placed.section().isSound(keys) || seen.add(id.apply(placed.thing()));
      if (!isNew && placed.section() != last) {
        last = placed.section(); // Once for a whole group of nodes.
        refuseSecond(last, firstWritten(last, keys), id.apply(placed.thing()));
      }
    }
  }

  private static String firstWritten(Section section, String... keys) {
    return Arrays.stream(keys).filter(section::has).findFirst().orElse(keys[0]);
  }

  private static void refuseSecond(Section section, String key, String id) {
    section.problem(
        key,
        FileRule.DUPLICATE_ID,
        id,
        "must be described once in the fleet",
        "Maybe rename this one, or remove it if it is the same.");
  }

  private static String shapeOf(ModelProfile profile) {
    String mig = profile.needs().migProfile();
    return "%s on %d x %d x %s %s"
        .formatted(
            profile.model(),
            profile.members(),
            profile.gpuCount(),
            mig == null ? profile.share().milli() + "/1000" : mig,
            profile.gpuModel());
  }

  private void checkTree() {
    Map<SiteId, Long> roots =
        draft.powerDomains.stream()
            .filter(placed -> placed.thing().parent() == null)
            .collect(
                Collectors.groupingBy(
                    p -> p.thing().site(), LinkedHashMap::new, Collectors.counting()));
    draft.sites.forEach(
        site -> checkRoots(site.section(), roots.getOrDefault(site.thing().id(), 0L)));
    draft.powerDomains.forEach(this::checkKind);
  }

  private static void checkRoots(Section site, long count) {
    if (count != 1 && site.isSound(FleetKeys.POWER_DOMAINS)) {
      site.problem(
          FleetKeys.POWER_DOMAINS,
          FileRule.KIND_ORDER,
          Long.toString(count),
          "must list exactly 1 interconnect",
          "Maybe nest the other domains under the interconnect, or describe a second site.");
    }
  }

  private void checkKind(Placed<PowerDomain> placed) {
    PowerDomain domain = placed.thing();
    if (Regions.isRegion(domain.id())) {
      placed
          .section()
          .problem(
              "id",
              FileRule.BAD_NAME,
              domain.id().value(),
              "must not be the id of a region",
              "Maybe name it by its site: %s-%s.".formatted(domain.site(), domain.kind().label()));
    }
    PowerDomain parent = domain.parent() == null ? null : domains.get(domain.parent());
    boolean isInOrder =
        parent == null
            ? domain.kind() == PowerDomainKind.INTERCONNECT
            : domain.kind().compareTo(parent.kind()) > 0;
    if (!isInOrder && placed.section().isSound(FleetKeys.DOMAIN_KIND.name())) {
      refuseKind(placed.section(), domain.kind(), parent);
    }
  }

  private static void refuseKind(
      Section section, PowerDomainKind kind, @Nullable PowerDomain parent) {
    String rule =
        parent == null
            ? "must be interconnect at the top of a site"
            : "must come after %s, the kind of %s above it"
                .formatted(parent.kind().label(), parent.id());
    section.problem(
        FleetKeys.DOMAIN_KIND.name(),
        FileRule.KIND_ORDER,
        kind.label(),
        rule,
        "Maybe another kind: the order is %s."
            .formatted(String.join(", ", FleetKeys.DOMAIN_KIND.labels())));
  }

  private void checkGpuModel(Placed<GpuModel> placed) {
    GpuModel model = placed.thing();
    Section section = placed.section();
    checkOrder(
        section,
        FleetKeys.IDLE_WATTS,
        model.idle().value(),
        FleetKeys.CAP_MIN_WATTS,
        model.capMin().value());
    checkOrder(
        section,
        FleetKeys.CAP_MIN_WATTS,
        model.capMin().value(),
        FleetKeys.PEAK_WATTS,
        model.peak().value());
  }

  static void checkOrder(Section section, Key low, long lowValue, Key high, long highValue) {
    if (lowValue > highValue && section.isSound(low.name(), high.name())) {
      section.problem(
          low.name(),
          FileRule.FIGURES,
          Long.toString(lowValue),
          "must be at most %s, which is %d".formatted(high.name(), highValue),
          "Maybe the two are swapped.");
    }
  }

  private void checkNodes() {
    Section last = null;
    for (Placed<Node> placed : draft.nodes) {
      if (placed.section() != last) {
        last = placed.section();
        checkNode(placed.thing(), last);
      }
    }
  }

  private void checkNode(Node node, Section section) {
    resolve(section, FleetKeys.GPU_MODEL, node.gpuModel(), gpuModels.keySet());
    checkOrder(
        section, FleetKeys.LINKED_GPUS, node.linkedGpus(), FleetKeys.NODE_GPUS, node.gpuCount());
    ShapeRules.checkSlots(section, node);
    PowerDomainId feeder = feeders.get(node.gpuContainer());
    boolean isWritten = section.has(FleetKeys.POWER_DOMAIN.name());
    if (!isWritten
        || !resolve(section, FleetKeys.POWER_DOMAIN, node.powerDomain(), domains.keySet())) {
      return;
    }
    if (!isAtOrBelow(node.powerDomain(), feeder)) {
      section.problem(
          FleetKeys.POWER_DOMAIN.name(),
          FileRule.KIND_ORDER,
          node.powerDomain().value(),
          "must be %s, which feeds the GPU container, or a domain below it".formatted(feeder),
          "Maybe remove the key: the container's domain is the default.");
    }
  }

  private boolean isAtOrBelow(PowerDomainId domain, @Nullable PowerDomainId top) {
    PowerDomainId at = domain;
    // Ends: a parent is always written around its child, and duplicate ids keep the first.
    for (int depth = 0; at != null && depth <= YamlText.DEPTH_MAX; depth++) {
      if (at.equals(top)) {
        return true;
      }
      PowerDomain found = domains.get(at);
      at = found == null ? null : found.parent();
    }
    return false;
  }

  private void checkProfile(Placed<ModelProfile> placed) {
    Section section = placed.section();
    ModelProfile profile = placed.thing();
    Placed<GpuModel> gpu = gpuModels.get(profile.gpuModel());
    resolve(section, FleetKeys.GPU_MODEL, profile.gpuModel(), gpuModels.keySet());
    if (gpu != null && isMemoryKnown(section) && isMemoryKnown(gpu.section())) {
      checkMemory(section, profile, gpu.thing());
    }
    ShapeRules.check(section, profile, cutOf(gpu));
  }

  /** The GPU model, if the file says how it can be cut; null: it does not. */
  private static @Nullable GpuModel cutOf(@Nullable Placed<GpuModel> gpu) {
    return gpu != null && gpu.section().isSound(FleetKeys.MIG_LAYOUT.name()) ? gpu.thing() : null;
  }

  private static boolean isMemoryKnown(Section section) {
    return section.isSound(FleetKeys.MEMORY_MEBIBYTES.name());
  }

  private static void checkMemory(Section section, ModelProfile profile, GpuModel gpu) {
    if (profile.memory().compareTo(gpu.memory()) > 0) {
      section.problem(
          FleetKeys.MEMORY_MEBIBYTES.name(),
          FileRule.FIGURES,
          Long.toString(profile.memory().value()),
          "must be at most the %d of %s".formatted(gpu.memory().value(), gpu.id()),
          "Maybe spread the model over more GPUs: memory counts per GPU.");
    }
  }

  private void checkPool(Placed<PoolSpec> placed) {
    PoolSpec pool = placed.thing();
    resolve(placed.section(), FleetKeys.MODEL, pool.id().model(), models);
    checkOrder(
        placed.section(),
        FleetKeys.REPLICAS_MIN,
        pool.replicasMin(),
        FleetKeys.REPLICAS_MAX,
        pool.replicasMax());
  }

  /** Whether a reference names something; one that could not be read is not reported again. */
  private static boolean resolve(
      Section section, Key key, Comparable<?> id, Set<? extends Comparable<?>> known) {
    if (known.contains(id)) {
      return true;
    }
    if (!Section.isStandIn(id.toString()) && section.hasRoom()) {
      section.problem(
          key.name(),
          FileRule.UNRESOLVED,
          id.toString(),
          "must name something the file describes",
          known.isEmpty()
              ? "Maybe describe it: there is none."
              : Suggestion.hint(id.toString(), names(known)));
    }
    return false;
  }

  private static List<String> names(Set<? extends Comparable<?>> ids) {
    return ids.stream()
        .map(Object::toString)
        .filter(id -> !Section.isStandIn(id))
        .limit(NAMES_MAX)
        .toList();
  }
}
