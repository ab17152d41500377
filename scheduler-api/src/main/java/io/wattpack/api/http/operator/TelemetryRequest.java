package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.ApiException;
import io.wattpack.api.http.Fields;
import io.wattpack.core.event.GpuReading;
import io.wattpack.core.event.MeterReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a site reports of its meters and GPUs; refuses what cannot be true of it. */
final class TelemetryRequest {
  private static final int METERS_MAX = 10_000;
  private static final int GPUS_MAX = 20_000;
  private static final int BUSY_MAX_PERMILLE = 1000;
  private static final Duration AGE_MAX = Duration.ofHours(1);

  /** A reading above so many times what the thing is made for is of another unit, or of another. */
  private static final long TIMES_MAX = 10;

  private static final int MILLI_CELSIUS_MIN = -90_000;
  private static final int MILLI_CELSIUS_MAX = 250_000;

  private final SiteId site;
  private final Fleet fleet;
  private final InstantSource clock;

  TelemetryRequest(SiteId site, Fleet fleet, InstantSource clock) {
    this.site = site;
    this.fleet = fleet;
    this.clock = clock;
  }

  TelemetryReported read(ObjectNode body) {
    Fields fields = new Fields(body).allowOnly("source", "sampled_at", "meters", "gpus");
    TelemetrySource source = source(fields.requiredText("source"));
    EpochMillis sampledAt = sampledAt(fields);
    List<MeterReading> meters = meters(fields.objects("meters"));
    List<GpuReading> gpus = gpus(fields.objects("gpus"));
    if (meters.isEmpty() && gpus.isEmpty()) {
      throw Fields.invalid(
          "meters", "The report has no reading.\nMaybe add one to 'meters' or 'gpus'.");
    }
    return new TelemetryReported(site, source, sampledAt, meters, gpus);
  }

  private static TelemetrySource source(String label) {
    for (TelemetrySource source : TelemetrySource.values()) {
      if (source.label().equals(label)) {
        return source;
      }
    }
    throw Fields.invalid(
        "source",
        "'source' must be one of %s, but was '%s'."
            .formatted(
                Arrays.stream(TelemetrySource.values())
                    .map(TelemetrySource::label)
                    .collect(Collectors.joining(", ")),
                label));
  }

  private EpochMillis sampledAt(Fields fields) {
    long now = clock.millis();
    EpochMillis at = Moments.at(fields, "sampled_at").orElse(new EpochMillis(now));
    if (at.value() > now) {
      throw Fields.invalid(
          "sampled_at",
          "'sampled_at' is %s, after now, %s.\nMaybe set the clock of what reads, or leave sampled_at out."
              .formatted(Lists.time(at), Lists.time(new EpochMillis(now))));
    }
    if (at.value() < now - AGE_MAX.toMillis()) {
      throw Fields.invalid(
          "sampled_at",
          "'sampled_at' is %s, more than %d minutes before now, %s.\nMaybe send readings when they are taken."
              .formatted(Lists.time(at), AGE_MAX.toMinutes(), Lists.time(new EpochMillis(now))));
    }
    return at;
  }

  private List<MeterReading> meters(List<ObjectNode> entries) {
    requireFew("meters", entries, METERS_MAX);
    Map<String, PowerDomain> domains = new HashMap<>();
    fleet.powerDomains().forEach(domain -> domains.put(domain.id().value(), domain));
    Set<String> seen = new HashSet<>();
    List<MeterReading> meters = new ArrayList<>();
    for (ObjectNode entry : entries) {
      String where = "meters[%d].".formatted(meters.size());
      Fields fields = new Fields(entry, where).allowOnly("power_domain", "watts");
      String id = fields.requiredText("power_domain");
      @Nullable PowerDomain domain = domains.get(id);
      if (domain == null || !domain.site().equals(site)) {
        throw foreign(where + "power_domain", "power domain", id, "GET /api/v1/power");
      }
      requireOnce(seen, where + "power_domain", id);
      meters.add(new MeterReading(domain.id(), watts(fields, where, domain)));
    }
    return meters;
  }

  private static @Nullable Watts watts(Fields fields, String where, PowerDomain domain) {
    if (fields.isNull("watts")) {
      return null;
    }
    long watts = fields.requiredInteger("watts", 0, MeterReading.WATTS_MAX);
    requireLikely(where, watts, domain.rating().value(), "the rating of " + domain.id().value());
    return new Watts(watts);
  }

  private List<GpuReading> gpus(List<ObjectNode> entries) {
    requireFew("gpus", entries, GPUS_MAX);
    Map<String, GpuModel> models = entries.isEmpty() ? Map.of() : models();
    Set<String> seen = new HashSet<>();
    List<GpuReading> gpus = new ArrayList<>();
    for (ObjectNode entry : entries) {
      gpus.add(gpu(entry, "gpus[%d].".formatted(gpus.size()), models, seen));
    }
    return gpus;
  }

  private GpuReading gpu(
      ObjectNode entry, String where, Map<String, GpuModel> models, Set<String> seen) {
    Fields fields =
        new Fields(entry, where)
            .allowOnly("gpu", "watts", "busy_permille", "temperature_millicelsius");
    String id = fields.requiredText("gpu");
    @Nullable GpuModel model = models.get(id);
    if (model == null) {
      throw foreign(where + "gpu", "GPU", id, "a node and slot of GET /api/v1/nodes, like n-1:3");
    }
    requireOnce(seen, where + "gpu", id);
    long watts = fields.requiredInteger("watts", 0, MeterReading.WATTS_MAX);
    requireLikely(where, watts, model.peak().value(), "the peak of a " + model.id().value());
    int busy = (int) fields.requiredInteger("busy_permille", 0, BUSY_MAX_PERMILLE);
    OptionalLong heat =
        fields.integer("temperature_millicelsius", MILLI_CELSIUS_MIN, MILLI_CELSIUS_MAX);
    return new GpuReading(
        GpuId.parse(id),
        new Watts(watts),
        busy,
        heat.isPresent() ? (Integer) (int) heat.getAsLong() : null);
  }

  private static void requireFew(String name, List<ObjectNode> entries, int max) {
    if (entries.size() > max) {
      throw Fields.invalid(
          name,
          "'%s' must have at most %d entries, but has %d.\nMaybe send them in several reports."
              .formatted(name, max, entries.size()));
    }
  }

  private static void requireOnce(Set<String> seen, String where, String id) {
    if (!seen.add(id)) {
      throw Fields.invalid(
          where, "'%s' names %s a second time.\nMaybe remove one of the two.".formatted(where, id));
    }
  }

  private static void requireLikely(String where, long watts, long made, String what) {
    if (watts > Math.multiplyExact(TIMES_MAX, made)) {
      throw Fields.invalid(
          where + "watts",
          "'%swatts' is %d, more than %d times %s, %d W.\nMaybe it is in milliwatts, or of another one."
              .formatted(where, watts, TIMES_MAX, what, made));
    }
  }

  private ApiException foreign(String where, String kind, String id, String next) {
    return Fields.invalid(
        where,
        "'%s' must be a %s of the site %s, but was '%s'.\nMaybe one of %s."
            .formatted(where, kind, site.value(), id, next));
  }

  /** The model of every GPU of the site, by its text form. */
  private Map<String, GpuModel> models() {
    Map<GpuModelId, GpuModel> known =
        fleet.gpuModels().stream().collect(Collectors.toMap(GpuModel::id, model -> model));
    Set<PowerDomainId> domains =
        fleet.powerDomains().stream()
            .filter(domain -> domain.site().equals(site))
            .map(PowerDomain::id)
            .collect(Collectors.toSet());
    Map<String, GpuModel> models = new HashMap<>();
    for (Node node : fleet.nodes()) {
      @Nullable GpuModel model = known.get(node.gpuModel());
      if (model != null && domains.contains(node.powerDomain())) {
        for (int slot = 0; slot < node.gpuCount(); slot++) {
          models.put(new GpuId(node.id(), slot).toString(), model);
        }
      }
    }
    return models;
  }
}
