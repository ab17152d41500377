package io.wattpack.api.site.virtual;

import io.wattpack.core.event.GpuReading;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.power.Cooling;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What everything at a virtual site draws, from what runs there. It knows the hardware and what it
 * does, never what the hub has booked, so that its sums can be held against the hub's.
 *
 * <p>Each load draws a part of what it may, by its own level: base loads, servers, miners and busy
 * GPUs 90 to 100 percent; a GPU on which something is booked that does not serve yet, or no more,
 * its idle watts and at most a tenth of the way to its cap. All parts are rounded down, so that the
 * sum is never above what the loads may draw together.
 */
final class VirtualPower {
  private static final int PERMILLE = 1000;
  private static final int LEAST_PERMILLE = 900;
  private static final int BUSY_LEAST_PERMILLE = 850;
  private static final int COOL_MILLI_CELSIUS = 15_000;
  private static final int WARM_MILLI_CELSIUS = 40_000;

  private final SiteId site;
  private final Fleet fleet;
  private final Map<PowerDomainId, PowerDomain> domains = new LinkedHashMap<>();
  private final Map<GpuModelId, GpuModel> models = new HashMap<>();
  private final List<Node> nodes;
  private final List<MinerGroup> miners;
  private final List<GpuContainer> boxes;

  VirtualPower(SiteId site, Fleet fleet) {
    this.site = site;
    this.fleet = fleet;
    for (PowerDomain domain : fleet.powerDomains()) {
      if (domain.site().equals(site)) {
        domains.put(domain.id(), domain);
      }
    }
    fleet.gpuModels().forEach(model -> models.put(model.id(), model));
    nodes = here(fleet.nodes(), Node::powerDomain);
    miners = here(fleet.minerGroups(), MinerGroup::powerDomain);
    boxes = here(fleet.gpuContainers(), GpuContainer::powerDomain);
  }

  private <T> List<T> here(List<T> all, Function<T, PowerDomainId> place) {
    return all.stream().filter(each -> domains.containsKey(place.apply(each))).toList();
  }

  /** The same site in another fleet. */
  VirtualPower of(Fleet now) {
    return now.equals(fleet) ? this : new VirtualPower(site, now);
  }

  /** Where each load stands between the least and the most it draws. */
  @FunctionalInterface
  interface Levels {
    /** From 0, the least, to 1000, the most. */
    int permille(Object load);
  }

  /**
   * What is drawn at one moment.
   *
   * @param domains watts of everything under each domain; those above a real miner are left out,
   *     because the site cannot tell what it draws
   * @param gpus every GPU of a node that is up
   */
  record Draw(Map<PowerDomainId, Long> domains, List<GpuReading> gpus) {}

  /**
   * Adds up.
   *
   * @param steps of a switchable miner group those that draw; null: it is a real one
   * @param lost nodes that are down and draw nothing
   */
  Draw draw(
      Collection<VirtualReplica> replicas,
      Function<MinerGroup, @Nullable Integer> steps,
      Set<NodeId> lost,
      int outsideMilliCelsius,
      Levels levels) {
    Sums sums = new Sums(levels, outsideMilliCelsius);
    domains.values().forEach(sums::add);
    miners.forEach(group -> sums.add(group, steps));
    Map<GpuId, Work> work = work(replicas);
    nodes.stream().filter(node -> !lost.contains(node.id())).forEach(node -> sums.add(node, work));
    boxes.forEach(sums::cool);
    return sums.draw();
  }

  /** What is on a GPU: whether any of it serves, and the cap the GPU is held to. */
  private record Work(boolean isBusy, @Nullable Watts cap) {
    Work and(Work other) {
      return new Work(isBusy || other.isBusy, least(cap, other.cap));
    }

    private static @Nullable Watts least(@Nullable Watts one, @Nullable Watts other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.compareTo(other) < 0 ? one : other;
    }
  }

  private static Map<GpuId, Work> work(Collection<VirtualReplica> replicas) {
    Map<GpuId, Work> work = new HashMap<>();
    for (VirtualReplica replica : replicas) {
      if (replica.isThere()) {
        Work here = new Work(replica.isBusy(), replica.held());
        for (DeviceBooking device : replica.devices()) {
          work.merge(new GpuId(device.node(), device.slot()), here, Work::and);
        }
      }
    }
    return work;
  }

  private final class Sums {
    private final Levels levels;
    private final int outside;
    private final Map<PowerDomainId, Long> watts = new LinkedHashMap<>();
    private final Set<PowerDomainId> unknown = new TreeSet<>();
    private final Map<GpuContainerId, Long> itWatts = new HashMap<>();
    private final List<GpuReading> gpus = new ArrayList<>();

    Sums(Levels levels, int outside) {
      this.levels = levels;
      this.outside = outside;
      domains.keySet().forEach(domain -> watts.put(domain, 0L));
    }

    void add(PowerDomain domain) {
      add(domain.id(), most(domain.base().value(), domain.id()));
    }

    void add(MinerGroup group, Function<MinerGroup, @Nullable Integer> steps) {
      @Nullable Integer running = group.isSwitchable() ? steps.apply(group) : group.steps();
      if (running == null) {
        above(group.powerDomain()).forEach(unknown::add);
      } else {
        add(group.powerDomain(), most(group.wattsOf(running), group.id()));
      }
    }

    void add(Node node, Map<GpuId, Work> work) {
      @Nullable GpuModel model = models.get(node.gpuModel());
      long sum = 0;
      for (int slot = 0; model != null && slot < node.gpuCount(); slot++) {
        GpuId gpu = new GpuId(node.id(), slot);
        GpuReading reading = reading(gpu, model, work.get(gpu));
        gpus.add(reading);
        sum += reading.watts().value();
      }
      long drawn =
          most(node.base().value(), node.id())
              + (PERMILLE + node.overheadPermille()) * sum / PERMILLE;
      add(node.powerDomain(), drawn);
      itWatts.merge(node.gpuContainer(), drawn, Long::sum);
    }

    private GpuReading reading(GpuId gpu, GpuModel model, @Nullable Work work) {
      long idle = model.idle().value();
      long drawn = most(idle, gpu);
      int busy = 0;
      if (work != null) {
        long cap = work.cap() == null ? model.peak().value() : work.cap().value();
        long way = Math.max(0, cap - idle);
        drawn = work.isBusy() ? most(cap, gpu) : idle + levels.permille(gpu) * way / 10 / PERMILLE;
        busy = work.isBusy() ? between(BUSY_LEAST_PERMILLE, levels.permille(gpu)) : 0;
      }
      long warmth = WARM_MILLI_CELSIUS * drawn / Math.max(1, model.peak().value());
      return new GpuReading(
          gpu,
          new Watts(drawn),
          busy,
          Math.toIntExact(Math.max(outside, COOL_MILLI_CELSIUS) + warmth));
    }

    /** Cooling draws for what the servers really draw. */
    void cool(GpuContainer box) {
      if (box.cooling() != null) {
        long excess = Cooling.excessMillionths(box.cooling(), outside);
        add(box.cooling().powerDomain(), Cooling.watts(itWatts.getOrDefault(box.id(), 0L), excess));
      }
    }

    private long most(long allowed, Object load) {
      return between(LEAST_PERMILLE, levels.permille(load)) * allowed / PERMILLE;
    }

    private static int between(int least, int permille) {
      return least + (PERMILLE - least) * permille / PERMILLE;
    }

    private void add(PowerDomainId domain, long more) {
      above(domain).forEach(each -> watts.merge(each, more, Long::sum));
    }

    /** The domain and all that feed it. */
    private List<PowerDomainId> above(PowerDomainId domain) {
      List<PowerDomainId> path = new ArrayList<>();
      for (@Nullable PowerDomain at = domains.get(domain);
          at != null;
          at = at.parent() == null ? null : domains.get(at.parent())) {
        path.add(at.id());
      }
      return path;
    }

    Draw draw() {
      return new Draw(
          watts.entrySet().stream()
              .filter(entry -> !unknown.contains(entry.getKey()))
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      Map.Entry::getValue,
                      (one, other) -> one,
                      LinkedHashMap::new)),
          gpus);
    }
  }
}
