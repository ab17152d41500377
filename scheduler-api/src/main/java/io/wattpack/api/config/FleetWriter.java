package io.wattpack.api.config;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a fleet in the form {@link FleetReader} reads: nested again, and equal nodes in a row as a
 * group.
 */
final class FleetWriter {
  private final Fleet fleet;
  private final YamlLines lines = new YamlLines();
  private final Map<SiteId, List<PowerDomain>> roots;
  private final Map<PowerDomainId, List<PowerDomain>> children;
  private final Map<PowerDomainId, List<GpuContainer>> boxes;
  private final Map<PowerDomainId, List<MinerGroup>> miners;
  private final Map<GpuContainerId, List<Node>> nodes;
  private final Map<TenantId, List<Tenant>> tenants;

  private FleetWriter(Fleet fleet) {
    this.fleet = fleet;
    roots = by(fleet.powerDomains(), domain -> domain.parent() == null ? domain.site() : null);
    children = by(fleet.powerDomains(), PowerDomain::parent);
    boxes = by(fleet.gpuContainers(), GpuContainer::powerDomain);
    miners = by(fleet.minerGroups(), MinerGroup::powerDomain);
    nodes = by(fleet.nodes(), Node::gpuContainer);
    tenants = by(fleet.tenants(), Tenant::parent);
  }

  private static <K, T> Map<K, List<T>> by(List<T> all, Function<T, @Nullable K> keyOf) {
    Map<K, List<T>> groups = new LinkedHashMap<>();
    for (T thing : all) {
      K key = keyOf.apply(thing);
      if (key != null) {
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(thing);
      }
    }
    return groups;
  }

  static String write(Fleet fleet) {
    FleetWriter writer = new FleetWriter(fleet);
    writer.writeAll();
    return writer.lines.toString();
  }

  private void writeAll() {
    list(
        FleetKeys.GPU_MODELS,
        fleet.gpuModels(),
        model -> {
          id(model.id().value());
          fields(FleetFields.of(model));
        });
    if (fleet.sites().isEmpty()) {
      lines.empty(FleetKeys.SITES);
    }
    list(FleetKeys.SITES, fleet.sites(), this::site);
    list(
        FleetKeys.MODEL_PROFILES,
        fleet.modelProfiles(),
        profile -> fields(FleetFields.of(profile)));
    list(FleetKeys.POOLS, fleet.pools(), pool -> fields(FleetFields.of(pool)));
    list(
        FleetKeys.TENANTS,
        fleet.tenants().stream().filter(tenant -> tenant.parent() == null).toList(),
        this::tenant);
  }

  private <T> void list(String key, List<T> things, Consumer<T> write) {
    if (things.isEmpty()) {
      return;
    }
    lines.open(key);
    for (T thing : things) {
      lines.item();
      write.accept(thing);
      lines.close();
    }
    lines.close();
  }

  private void id(String id) {
    lines.put(FleetKeys.ID.name(), id);
  }

  private void fields(Map<String, String> fields) {
    fields.forEach(
        (key, value) -> {
          if (FleetFields.isFlow(key)) {
            lines.flow(key, value);
          } else {
            lines.put(key, value);
          }
        });
  }

  private void site(Site site) {
    id(site.id().value());
    fields(FleetFields.of(site));
    list(FleetKeys.POWER_DOMAINS, roots.getOrDefault(site.id(), List.of()), this::powerDomain);
  }

  private void powerDomain(PowerDomain domain) {
    id(domain.id().value());
    fields(FleetFields.of(domain));
    list(FleetKeys.GPU_CONTAINERS, boxes.getOrDefault(domain.id(), List.of()), this::gpuContainer);
    list(FleetKeys.MINER_GROUPS, miners.getOrDefault(domain.id(), List.of()), this::minerGroup);
    list(FleetKeys.POWER_DOMAINS, children.getOrDefault(domain.id(), List.of()), this::powerDomain);
  }

  private void gpuContainer(GpuContainer box) {
    id(box.id().value());
    Map<String, String> fields = FleetFields.of(box);
    fields.remove(FleetKeys.POWER_DOMAIN.name());
    fields(fields);
    list(
        FleetKeys.NODES,
        NodeGroup.of(nodes.getOrDefault(box.id(), List.of())),
        group -> nodes(group, box));
  }

  private void nodes(NodeGroup group, GpuContainer box) {
    if (group.count() == 1) {
      id(group.first().id().value());
    } else {
      lines.put(FleetKeys.PREFIX.name(), group.prefix());
      lines.put(FleetKeys.COUNT.name(), Integer.toString(group.count()));
    }
    Map<String, String> fields = FleetFields.of(group.first());
    if (group.first().powerDomain().equals(box.powerDomain())) {
      fields.remove(FleetKeys.POWER_DOMAIN.name());
    }
    fields(fields);
  }

  private void minerGroup(MinerGroup group) {
    id(group.id().value());
    fields(FleetFields.of(group));
  }

  private void tenant(Tenant tenant) {
    id(tenant.id().value());
    fields(FleetFields.of(tenant));
    list(FleetKeys.TENANTS, tenants.getOrDefault(tenant.id(), List.of()), this::tenant);
  }
}
