package io.wattpack.api.journal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.model.WasteTableText;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.ReplicaPause;
import io.wattpack.core.plan.ReplicaResume;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.plan.TaskRejected;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Millijoules;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * How values of the core look as JSON: records by their components in snake case, quantities as
 * bare numbers, ids as bare strings, and a {@code type} wherever one of several kinds may stand.
 *
 * <p>Strict both ways: an unknown, missing or doubled member is an error, and so is null where the
 * core has no null. The names are stored for ever: add, never rename. What a record has had only
 * since a later version has its former meaning in {@link OlderRecords}.
 */
final class CoreJson {
  static final String TYPE = "type";

  static final Map<Class<? extends Event>, String> EVENTS =
      Map.ofEntries(
          Map.entry(BatchProgressed.class, "batch-progressed"),
          Map.entry(CapApplied.class, "cap-applied"),
          Map.entry(FleetApplied.class, "fleet-applied"),
          Map.entry(JobCancelled.class, "job-cancelled"),
          Map.entry(JobEnded.class, "job-ended"),
          Map.entry(JobSubmitted.class, "job-submitted"),
          Map.entry(LimitChanged.class, "limit-changed"),
          Map.entry(MinerLimitChanged.class, "miner-limit-changed"),
          Map.entry(MinerStarted.class, "miner-started"),
          Map.entry(MinerStopped.class, "miner-stopped"),
          Map.entry(NodeReadinessChanged.class, "node-readiness-changed"),
          Map.entry(PlaceClosed.class, "place-closed"),
          Map.entry(PolicyApplied.class, "policy-applied"),
          Map.entry(PowerEventCancelled.class, "power-event-cancelled"),
          Map.entry(PowerEventPosted.class, "power-event-posted"),
          Map.entry(ReplicaLoading.class, "replica-loading"),
          Map.entry(ReplicaReady.class, "replica-ready"),
          Map.entry(ReplicaStopped.class, "replica-stopped"),
          Map.entry(TelemetryReported.class, "telemetry-reported"),
          Map.entry(WeatherObserved.class, "weather-observed"));

  static final Map<Class<? extends Decision>, String> DECISIONS =
      Map.of(
          CapSet.class, "cap-set",
          MinerOff.class, "miner-off",
          MinerOn.class, "miner-on",
          PoolSized.class, "pool-sized",
          ReplicaPause.class, "replica-pause",
          ReplicaResume.class, "replica-resume",
          ReplicaStart.class, "replica-start",
          ReplicaStop.class, "replica-stop",
          TaskRejected.class, "task-rejected");

  static final Map<Class<? extends JobWork>, String> WORKS =
      Map.of(BatchWork.class, "batch", TaskWork.class, "task");

  private CoreJson() {}

  static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Text that is not valid Unicode survives only as an escape.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .annotationIntrospector(new CoreRecords())
            .injectableValues(new OlderRecords())
            .addMixIn(PlaceClosed.class, PlaceJson.class)
            .addMixIn(Event.class, Typed.class)
            .addMixIn(Decision.class, Typed.class)
            .addMixIn(JobWork.class, Typed.class)
            .addModule(values());
    register(builder, EVENTS);
    register(builder, DECISIONS);
    register(builder, WORKS);
    return builder.build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = TYPE)
  private interface Typed {}

  private static <T> void register(
      JsonMapper.Builder builder, Map<Class<? extends T>, String> names) {
    names.forEach((type, name) -> builder.registerSubtypes(new NamedType(type, name)));
  }

  private static SimpleModule values() {
    SimpleModule module = new SimpleModule("wattpack-core");
    number(module, Watts.class, Watts::value, Watts::new);
    number(module, WattsDelta.class, WattsDelta::value, WattsDelta::new);
    number(module, Millijoules.class, Millijoules::value, Millijoules::new);
    number(module, Mebibytes.class, Mebibytes::value, Mebibytes::new);
    number(module, EpochMillis.class, EpochMillis::value, EpochMillis::new);
    number(module, GpuShare.class, GpuShare::milli, v -> new GpuShare(Math.toIntExact(v)));
    text(module, WasteTable.class, WasteTableText::write, WasteTableText::read);
    text(module, SiteId.class, SiteId::value, SiteId::new);
    text(module, PowerDomainId.class, PowerDomainId::value, PowerDomainId::new);
    text(module, PowerEventId.class, PowerEventId::value, PowerEventId::new);
    text(module, GpuContainerId.class, GpuContainerId::value, GpuContainerId::new);
    text(module, NodeId.class, NodeId::value, NodeId::new);
    text(module, GpuModelId.class, GpuModelId::value, GpuModelId::new);
    text(module, MinerGroupId.class, MinerGroupId::value, MinerGroupId::new);
    text(module, ModelId.class, ModelId::value, ModelId::new);
    text(module, TenantId.class, TenantId::value, TenantId::new);
    text(module, JobId.class, JobId::value, JobId::new);
    text(module, ReplicaId.class, ReplicaId::toString, ReplicaId::parse);
    module.addDeserializer(ReplicaOwner.class, new OwnerReader());
    return module;
  }

  private static <T> void number(
      SimpleModule module, Class<T> type, ToLongFunction<T> value, LongFunction<T> make) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T quantity, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeNumber(value.applyAsLong(quantity));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            long number = context.readValue(in, long.class);
            return made(context, type, number, () -> make.apply(number));
          }
        });
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> value, Function<String, T> make) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T id, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(value.apply(id));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = context.readValue(in, String.class);
            return made(context, type, text, () -> make.apply(text));
          }
        });
  }

  static <T> T made(DeserializationContext context, Class<T> type, Object from, Supplier<T> make)
      throws IOException {
    try {
      return make.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw ValueInstantiationException.from(
          context.getParser(),
          "%s is no %s: %s".formatted(from, type.getSimpleName(), e.getMessage()),
          context.constructType(type),
          e);
    }
  }

  /** A job is written as its id, a pool as an object: the form tells which. */
  private static final class OwnerReader extends JsonDeserializer<ReplicaOwner> {
    @Override
    public ReplicaOwner deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return in.currentToken().isScalarValue()
          ? context.readValue(in, JobId.class)
          : context.readValue(in, PoolId.class);
    }
  }
}
