package io.wattpack.api.config;

import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.Tenant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The parts of a fleet as keys and values of its file, without the ids and without what nesting
 * says.
 */
final class FleetFields {
  private FleetFields() {}

  static SequencedMap<String, String> of(Site site) {
    return new Fields()
        .put(FleetKeys.name(null), site.name())
        .put(FleetKeys.SITE_KIND, site.kind().label())
        .put(FleetKeys.PRICE_ZONE, site.priceZone())
        .put(FleetKeys.JURISDICTION, site.jurisdiction())
        .put(FleetKeys.START_MILLIS, site.startMillis())
        .put(FleetKeys.STOP_MILLIS, site.stopMillis())
        .map;
  }

  static SequencedMap<String, String> of(PowerDomain domain) {
    return new Fields()
        .put(FleetKeys.DOMAIN_KIND, domain.kind().label())
        .put(FleetKeys.RATING_WATTS, domain.rating().value())
        .put(FleetKeys.CONTINUOUS_PERMILLE, domain.continuousPermille())
        .put(FleetKeys.RESERVE_WATTS, domain.reserve().value())
        .put(FleetKeys.DOMAIN_BASE_WATTS, domain.base().value())
        .put(FleetKeys.SOURCE, domain.source().label())
        .map;
  }

  static SequencedMap<String, String> of(GpuContainer box) {
    return new Fields().put(FleetKeys.POWER_DOMAIN, box.powerDomain().value()).map;
  }

  static SequencedMap<String, String> of(Node node) {
    return new Fields()
        .put(FleetKeys.GPU_MODEL, node.gpuModel().value())
        .put(FleetKeys.NODE_GPUS, node.gpuCount())
        .put(FleetKeys.NODE_BASE_WATTS, node.base().value())
        .put(FleetKeys.OVERHEAD_PERMILLE, node.overheadPermille())
        .put(FleetKeys.POWER_DOMAIN, node.powerDomain().value())
        .put(FleetKeys.SOURCE, node.source().label())
        .map;
  }

  static SequencedMap<String, String> of(GpuModel model) {
    return new Fields()
        .put(FleetKeys.MEMORY_MEBIBYTES, model.memory().value())
        .put(FleetKeys.IDLE_WATTS, model.idle().value())
        .put(FleetKeys.CAP_MIN_WATTS, model.capMin().value())
        .put(FleetKeys.PEAK_WATTS, model.peak().value())
        .put(FleetKeys.SOURCE, model.source().label())
        .map;
  }

  static SequencedMap<String, String> of(MinerGroup miners) {
    return new Fields()
        .put(FleetKeys.MINER_WATTS, miners.watts().value())
        .put(FleetKeys.MILLIJOULES_PER_TERAHASH, miners.millijoulesPerTerahash())
        .put(FleetKeys.ACTUATOR, miners.actuator().label())
        .put(FleetKeys.OFF_MILLIS, miners.offMillis())
        .put(FleetKeys.ON_MILLIS, miners.onMillis())
        .put(FleetKeys.OFF_MILLIS_MIN, miners.offMillisMin())
        .put(FleetKeys.SOURCE, miners.source().label())
        .map;
  }

  static SequencedMap<String, String> of(ModelProfile profile) {
    return new Fields()
        .put(FleetKeys.MODEL, profile.model().value())
        .put(FleetKeys.GPU_MODEL, profile.gpuModel().value())
        .put(FleetKeys.PROFILE_GPUS, profile.gpuCount())
        .put(FleetKeys.GPU_SHARE_MILLI, profile.share().milli())
        .put(FleetKeys.MEMORY_MEBIBYTES, profile.memory().value())
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
