package io.wattpack.api.config;

import io.wattpack.api.config.FleetChange.Kind;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * What applying one fleet over another would do. Things are matched by id; the order in which they
 * are written is no difference.
 */
public final class FleetDiff {
  private final List<FleetChange> changes = new ArrayList<>();

  private FleetDiff() {}

  /**
   * The changes from {@code now} to {@code wanted}, kind of thing by kind of thing, removed ones
   * after the others.
   */
  public static List<FleetChange> between(Fleet now, Fleet wanted) {
    FleetDiff diff = new FleetDiff();
    diff.compareSites(now, wanted);
    diff.compareWork(now, wanted);
    return List.copyOf(diff.changes);
  }

  private void compareSites(Fleet now, Fleet wanted) {
    compare(
        FleetKeys.GPU_MODELS, now.gpuModels(), wanted.gpuModels(), GpuModel::id, FleetFields::of);
    compare(FleetKeys.SITES, now.sites(), wanted.sites(), Site::id, FleetFields::of);
    compare(
        FleetKeys.POWER_DOMAINS,
        now.powerDomains(),
        wanted.powerDomains(),
        PowerDomain::id,
        FleetDiff::placed);
    compare(
        FleetKeys.GPU_CONTAINERS,
        now.gpuContainers(),
        wanted.gpuContainers(),
        GpuContainer::id,
        FleetFields::of);
    compare(FleetKeys.NODES, now.nodes(), wanted.nodes(), Node::id, FleetDiff::placed);
    compare(
        FleetKeys.MINER_GROUPS,
        now.minerGroups(),
        wanted.minerGroups(),
        MinerGroup::id,
        FleetDiff::placed);
  }

  private void compareWork(Fleet now, Fleet wanted) {
    compare(
        FleetKeys.MODEL_PROFILES,
        now.modelProfiles(),
        wanted.modelProfiles(),
        FleetDiff::shape,
        FleetFields::of);
    compare(FleetKeys.POOLS, now.pools(), wanted.pools(), PoolSpec::id, FleetFields::of);
    compare(FleetKeys.TENANTS, now.tenants(), wanted.tenants(), Tenant::id, FleetDiff::placed);
  }

  private static SequencedMap<String, String> placed(PowerDomain domain) {
    SequencedMap<String, String> fields = FleetFields.of(domain);
    fields.put("site", domain.site().value());
    fields.put("parent", domain.parent() == null ? "none" : domain.parent().value());
    return fields;
  }

  private static SequencedMap<String, String> placed(Node node) {
    SequencedMap<String, String> fields = FleetFields.of(node);
    fields.put("gpuContainer", node.gpuContainer().value());
    return fields;
  }

  private static SequencedMap<String, String> placed(MinerGroup miners) {
    SequencedMap<String, String> fields = FleetFields.of(miners);
    fields.put("powerDomain", miners.powerDomain().value());
    return fields;
  }

  private static SequencedMap<String, String> placed(Tenant tenant) {
    SequencedMap<String, String> fields = FleetFields.of(tenant);
    fields.put("parent", tenant.parent() == null ? "none" : tenant.parent().value());
    return fields;
  }

  /**
   * What makes two profiles of a model different ones: {@code all-minilm-l6-v2 on 1 x 250/1000 l4},
   * {@code llama-3.1-8b on 1 x 3g.40gb h100-sxm}, {@code deepseek-v3 on 2 x 8 x h200}.
   */
  private static String shape(ModelProfile profile) {
    String mig = profile.needs().migProfile();
    String share = profile.share().isWhole() ? "" : "%d/1000 ".formatted(profile.share().milli());
    return "%s on %s%d x %s%s"
        .formatted(
            profile.model(),
            profile.members() == 1 ? "" : profile.members() + " x ",
            profile.gpuCount(),
            mig == null ? share : mig + " ",
            profile.gpuModel());
  }

  private <T> void compare(
      String list,
      List<T> now,
      List<T> wanted,
      Function<T, ?> idOf,
      Function<T, SequencedMap<String, String>> fieldsOf) {
    Map<String, T> before = byId(now, idOf);
    Map<String, T> after = byId(wanted, idOf);
    after.forEach(
        (id, thing) -> {
          String path = "%s[%s]".formatted(list, id);
          T old = before.get(id);
          if (old == null) {
            changes.add(
                new FleetChange(Kind.ADDED, path, null, FleetFields.line(fieldsOf.apply(thing))));
          } else if (!old.equals(thing)) {
            compareFields(path, fieldsOf.apply(old), fieldsOf.apply(thing));
          }
        });
    before.forEach(
        (id, thing) -> {
          if (!after.containsKey(id)) {
            String path = "%s[%s]".formatted(list, id);
            changes.add(
                new FleetChange(Kind.REMOVED, path, FleetFields.line(fieldsOf.apply(thing)), null));
          }
        });
  }

  private static <T> Map<String, T> byId(List<T> things, Function<T, ?> idOf) {
    Map<String, T> byId = new LinkedHashMap<>();
    things.forEach(thing -> byId.put(String.valueOf(idOf.apply(thing)), thing));
    return byId;
  }

  private void compareFields(String path, Map<String, String> before, Map<String, String> after) {
    Set<String> keys = new LinkedHashSet<>(after.keySet());
    keys.addAll(before.keySet());
    for (String key : keys) {
      String from = before.getOrDefault(key, "none");
      String to = after.getOrDefault(key, "none");
      if (!from.equals(to)) {
        changes.add(new FleetChange(Kind.CHANGED, path + "." + key, from, to));
      }
    }
  }
}
