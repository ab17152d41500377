package io.wattpack.api.config;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.Taint;
import io.wattpack.core.model.Tenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parts of a fleet as keys and values of its file, without the ids and without what nesting
 * says.
 */
final class FleetFields {
  private static final List<String> FLOWS =
      List.of(
          FleetKeys.TAINTS.name(),
          FleetKeys.TOLERATIONS.name(),
          FleetKeys.GPU_TAINTS,
          FleetKeys.SPREAD,
          FleetKeys.CONTRACT,
          FleetKeys.CPU_PACKAGE,
          FleetKeys.COOLING,
          FleetKeys.LINKED.name());

  private FleetFields() {}

  static SequencedMap<String, String> of(Site site) {
    return new Fields()
        .put(FleetKeys.name(null), site.name())
        .put(FleetKeys.SITE_KIND, site.kind().label())
        .put(FleetKeys.PRICE_ZONE, site.priceZone())
        .put(FleetKeys.JURISDICTION, site.jurisdiction())
        .put(FleetKeys.START_MILLIS, site.startMillis())
        .put(FleetKeys.STOP_MILLIS, site.stopMillis())
        .putUnlessDefault(FleetKeys.RECOVERY_WATTS_PER_MINUTE, site.recoveryWattsPerMinute())
        .list(FleetKeys.TAINTS.name(), site.taints(), YamlLines::scalar)
        .map;
  }

  static SequencedMap<String, String> of(PowerDomain domain) {
    return new Fields()
        .put(FleetKeys.DOMAIN_KIND, domain.kind().label())
        .put(FleetKeys.RATING_WATTS, domain.rating().value())
        .put(FleetKeys.CONTINUOUS_PERMILLE, domain.continuousPermille())
        .put(FleetKeys.RESERVE_WATTS, domain.reserve().value())
        .put(FleetKeys.DOMAIN_BASE_WATTS, domain.base().value())
        .putUnlessDefault(FleetKeys.TRANSFORMER_COOLING, domain.cooling().label())
        .putUnlessDefault(FleetKeys.PARALLEL_UNITS, domain.parallelUnits())
        .putUnlessDefault(FleetKeys.SHORT_TIME_PERMILLE, domain.shortTimePermille())
        .putUnlessDefault(FleetKeys.BAND_MILLIS, domain.bandMillis())
        .list(FleetKeys.CONTRACT, domain.contract(), FleetFields::flow)
        .put(FleetKeys.SOURCE, domain.source().label())
        .map;
  }

  static SequencedMap<String, String> of(GpuContainer box) {
    return new Fields()
        .put(FleetKeys.POWER_DOMAIN, box.powerDomain().value())
        .putUnlessDefault(FleetKeys.RECOVERY_WATTS_PER_MINUTE, box.recoveryWattsPerMinute())
        .list(FleetKeys.TAINTS.name(), box.taints(), YamlLines::scalar)
        .flow(FleetKeys.COOLING, box.cooling() == null ? "" : flow(box, box.cooling()))
        .map;
  }

  private static String flow(GpuContainer box, GpuContainerCooling cooling) {
    Fields fields =
        new Fields()
            .put(FleetKeys.EXCESS_PERMILLE, cooling.excessPermille())
            .put(FleetKeys.EXCESS_PERMILLE_PER_KELVIN, cooling.excessPermillePerKelvin())
            .put(FleetKeys.FROM_MILLI_CELSIUS, cooling.fromMilliCelsius());
    if (cooling.heatCapacity() != null) {
      fields
          .put(FleetKeys.HEAT_CAPACITY_WATTS, cooling.heatCapacity().value())
          .put(FleetKeys.HEAT_LOSS_PERMILLE_PER_KELVIN, cooling.lossPermillePerKelvin())
          .put(FleetKeys.HEAT_RATED_MILLI_CELSIUS, cooling.ratedMilliCelsius());
    }
    return cooling.powerDomain().equals(box.powerDomain())
        ? flow(fields)
        : flow(fields.put(FleetKeys.POWER_DOMAIN, cooling.powerDomain().value()));
  }

  static SequencedMap<String, String> of(Node node) {
    Host host = node.host();
    List<Taint> gpuTaints =
        node.taints().stream().filter(taint -> taint.slot() != Taint.WHOLE_NODE).toList();
    return new Fields()
        .put(FleetKeys.GPU_MODEL, node.gpuModel().value())
        .put(FleetKeys.NODE_GPUS, node.gpuCount())
        .put(FleetKeys.NODE_BASE_WATTS, node.base().value())
        .put(FleetKeys.OVERHEAD_PERMILLE, node.overheadPermille())
        .put(FleetKeys.POWER_DOMAIN, node.powerDomain().value())
        .putUnlessDefault(FleetKeys.CPU_MILLI, host.cpuMilli())
        .putUnlessDefault(FleetKeys.NODE_MEMORY_MEBIBYTES, host.memory().value())
        .flow(FleetKeys.CPU_PACKAGE, host.cpuPackage() == null ? "" : flow(host.cpuPackage()))
        .putUnlessDefault(FleetKeys.LINKED_GPUS, node.linkedGpus())
        .list(FleetKeys.TAINTS.name(), wholeNodeTaints(node), YamlLines::scalar)
        .list(FleetKeys.GPU_TAINTS, gpuTaints, FleetFields::flow)
        .put(FleetKeys.SOURCE, node.source().label())
        .map;
  }

  private static List<String> wholeNodeTaints(Node node) {
    return node.taints().stream()
        .filter(taint -> taint.slot() == Taint.WHOLE_NODE)
        .map(Taint::key)
        .toList();
  }

  private static String flow(CpuPackage cpu) {
    return flow(
        new Fields()
            .put(FleetKeys.CPU_IDLE_WATTS, cpu.idle().value())
            .put(FleetKeys.CPU_FULL_WATTS, cpu.full().value())
            .put(FleetKeys.CPU_THREADS, cpu.threads()));
  }

  private static String flow(Taint taint) {
    return flow(
        new Fields()
            .put(FleetKeys.SLOT, taint.slot())
            .put(FleetKeys.TAINT_KEY, YamlLines.scalar(taint.key())));
  }

  private static String flow(ContractWindow window) {
    return flow(
        new Fields()
            .put(FleetKeys.FROM, YamlLines.scalar(ContractKeys.time(window.fromMinute())))
            .put(FleetKeys.TO, YamlLines.scalar(ContractKeys.time(window.toMinute())))
            .list(FleetKeys.DAYS.name(), ContractKeys.days(window), YamlLines::scalar)
            .put(FleetKeys.CONTRACT_WATTS, window.watts().value())
            .putUnlessDefault(FleetKeys.UTC_OFFSET_MINUTES, window.utcOffsetMinutes()));
  }

  private static String flow(SpreadLimit limit) {
    return flow(
        new Fields()
            .put(FleetKeys.LEVEL, limit.level().label())
            .put(FleetKeys.SPREAD_MAX, limit.replicasMax()));
  }

  private static String flow(Fields fields) {
    return "{" + line(fields.map) + "}";
  }

  static SequencedMap<String, String> of(GpuModel model) {
    return new Fields()
        .put(FleetKeys.MEMORY_MEBIBYTES, model.memory().value())
        .put(FleetKeys.IDLE_WATTS, model.idle().value())
        .put(FleetKeys.CAP_MIN_WATTS, model.capMin().value())
        .put(FleetKeys.PEAK_WATTS, model.peak().value())
        .putUnlessDefault(FleetKeys.MIG_LAYOUT, model.mig().label())
        .put(FleetKeys.SOURCE, model.source().label())
        .map;
  }

  static SequencedMap<String, String> of(MinerGroup miners) {
    return new Fields()
        .put(FleetKeys.MINER_WATTS, miners.watts().value())
        .putUnlessDefault(FleetKeys.MINER_STEPS, miners.steps())
        .put(FleetKeys.MILLIJOULES_PER_TERAHASH, miners.millijoulesPerTerahash())
        .put(FleetKeys.ACTUATOR, miners.actuator().label())
        .put(FleetKeys.OFF_MILLIS, miners.offMillis())
        .put(FleetKeys.ON_MILLIS, miners.onMillis())
        .put(FleetKeys.OFF_MILLIS_MIN, miners.offMillisMin())
        .putUnlessDefault(FleetKeys.ON_MILLIS_MIN, miners.onMillisMin())
        .putUnlessDefault(FleetKeys.WEAR_MICROS_PER_KILOWATT, miners.wearMicrosPerKilowatt())
        .put(FleetKeys.SOURCE, miners.source().label())
        .map;
  }

  static SequencedMap<String, String> of(ModelProfile profile) {
    NodeNeeds needs = profile.needs();
    return new Fields()
        .put(FleetKeys.MODEL, profile.model().value())
        .put(FleetKeys.GPU_MODEL, profile.gpuModel().value())
        .put(FleetKeys.PROFILE_GPUS, profile.gpuCount())
        .put(FleetKeys.GPU_SHARE_MILLI, profile.share().milli())
        .put(FleetKeys.MEMORY_MEBIBYTES, profile.memory().value())
        .putUnlessDefault(FleetKeys.CPU_MILLI, needs.cpuMilli())
        .putUnlessDefault(FleetKeys.HOST_MEMORY_MEBIBYTES, needs.memory().value())
        .putUnlessDefault(FleetKeys.LINKED, YesNo.of(needs.isLinked()).label())
        .putUnlessDefault(
            FleetKeys.MIG_PROFILE, needs.migProfile() == null ? "" : needs.migProfile())
        .putUnlessDefault(FleetKeys.MEMBERS, profile.members())
        .put(FleetKeys.TOKENS_PER_SECOND, profile.tokensPerSecond())
        .put(FleetKeys.MILLIJOULES_PER_TOKEN, profile.millijoulesPerToken())
        .put(FleetKeys.LOAD_MILLIS, profile.loadMillis())
        .put(FleetKeys.SOURCE, profile.source().label())
        .map;
  }

  static SequencedMap<String, String> of(PoolSpec pool) {
    return new Fields()
        .put(FleetKeys.MODEL, pool.id().model().value())
        .put(FleetKeys.TIER, pool.id().tier().label())
        .put(FleetKeys.REPLICAS_MIN, pool.replicasMin())
        .put(FleetKeys.REPLICAS_MAX, pool.replicasMax())
        .list(FleetKeys.SPREAD, pool.rules().spread(), FleetFields::flow)
        .list(FleetKeys.TOLERATIONS.name(), pool.rules().tolerations(), YamlLines::scalar)
        .map;
  }

  static SequencedMap<String, String> of(Tenant tenant) {
    return new Fields()
        .put(FleetKeys.name(null), tenant.name())
        .put(FleetKeys.WEIGHT, tenant.weight())
        .map;
  }

  /** Collects keys and values in order. */
  private static final class Fields {
    private final SequencedMap<String, String> map = new LinkedHashMap<>();

    Fields put(Key key, String value) {
      map.put(key.name(), value);
      return this;
    }

    Fields put(Key key, long value) {
      return put(key, Long.toString(value));
    }

    Fields putUnlessDefault(Key key, long value) {
      return putUnlessDefault(key, Long.toString(value));
    }

    /** What is seldom used stays out of sight when it is not. */
    Fields putUnlessDefault(Key key, String value) {
      return value.equals(key.fallbackText()) ? this : put(key, value);
    }

    /** A value on one line of YAML; empty: none. */
    Fields flow(String key, String value) {
      if (!value.isEmpty()) {
        map.put(key, value);
      }
      return this;
    }

    <T> Fields list(String key, List<T> items, Function<T, String> flow) {
      String listed = items.stream().map(flow).collect(Collectors.joining(", "));
      return flow(key, items.isEmpty() ? "" : "[" + listed + "]");
    }
  }

  /** Whether the values of the key are YAML already: lists, mappings and truth values. */
  static boolean isFlow(String key) {
    return FLOWS.contains(key);
  }

  /** On one line: {@code kind: virtual, jurisdiction: US-GA}. */
  static String line(Map<String, String> fields) {
    StringBuilder line = new StringBuilder();
    fields.forEach(
        (key, value) ->
            line.append(line.isEmpty() ? "" : ", ").append(key).append(": ").append(value));
    return line.toString();
  }
}
