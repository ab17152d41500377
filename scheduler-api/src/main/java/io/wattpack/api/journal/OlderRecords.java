package io.wattpack.api.journal;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.InjectableValues;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.plan.image.MinerImage;
import io.wattpack.core.plan.image.ReplicaImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a component of a record is when it is missing, because whoever wrote the record did not know
 * it yet. A component that joins a record of the journal joins this table with the value that means
 * what was meant without it; the others stay required.
 */
final class OlderRecords extends InjectableValues {
  private static final long serialVersionUID = 1L;

  private static final List<Addition> ADDITIONS =
      List.of(
          new Addition(Site.class, "taints", List.of()),
          new Addition(Site.class, "recoveryWattsPerMinute", 0L),
          new Addition(GpuContainer.class, "taints", List.of()),
          new Addition(GpuContainer.class, "recoveryWattsPerMinute", 0L),
          new Addition(GpuContainer.class, "cooling", null),
          new Addition(WeatherObserved.class, "presentMilliCelsius", null),
          new Addition(PowerDomain.class, "cooling", TransformerCooling.NONE),
          new Addition(PowerDomain.class, "parallelUnits", 1),
          new Addition(PowerDomain.class, "shortTimePermille", 1000),
          new Addition(ReplicaImage.class, "cap", null),
          new Addition(PowerCap.class, "waiting", List.of()),
          new Addition(PowerCap.class, "settledAt", null),
          new Addition(PowerDomain.class, "bandMillis", 0L),
          new Addition(PowerDomain.class, "contract", List.of()),
          new Addition(MinerGroup.class, "steps", 1),
          new Addition(MinerGroup.class, "onMillisMin", 0L),
          new Addition(MinerGroup.class, "wearMicrosPerKilowatt", 0L),
          new Addition(MinerOn.class, "steps", 1),
          new Addition(MinerOn.class, "order", 0L),
          new Addition(MinerOff.class, "steps", 0),
          new Addition(MinerOff.class, "order", 0L),
          new Addition(MinerStarted.class, "steps", 1),
          new Addition(MinerStarted.class, "order", 0L),
          new Addition(MinerStopped.class, "steps", 0),
          new Addition(MinerStopped.class, "order", 0L),
          new Addition(Bundle.class, "relief", null),
          new Addition(MinerImage.class, "onSince", null),
          new Addition(MinerImage.class, "steps", null),
          new Addition(MinerImage.class, "falls", List.of()),
          new Addition(EngineImage.class, "lastMinerOrder", 0L),
          new Addition(EngineImage.class, "weather", List.of()),
          new Addition(EngineImage.class, "powerEvents", List.of()),
          new Addition(EngineImage.class, "meters", List.of()),
          new Addition(EngineImage.class, "minerLimits", List.of()),
          new Addition(EngineImage.class, "draws", List.of()),
          new Addition(EngineImage.class, "rises", List.of()),
          new Addition(PowerEvent.class, "from", null),
          new Addition(GpuModel.class, "mig", MigLayout.NONE),
          new Addition(Node.class, "host", Host.NOT_COUNTED),
          new Addition(Node.class, "linkedGpus", 1),
          new Addition(Node.class, "taints", List.of()),
          new Addition(ModelProfile.class, "needs", NodeNeeds.NONE),
          new Addition(ModelProfile.class, "members", 1),
          new Addition(PoolSpec.class, "rules", PlacementRules.NONE),
          new Addition(TaskWork.class, "needs", NodeNeeds.NONE),
          new Addition(TaskWork.class, "members", 1),
          new Addition(TaskWork.class, "rules", PlacementRules.NONE),
          new Addition(TaskWork.class, "isWaiting", true),
          new Addition(DeviceBooking.class, "mig", null),
          new Addition(ReplicaStart.class, "hosts", List.of()));

  /** A component that a record has had only for a time, and its value before. */
  private record Addition(
      Class<? extends Record> owner, String component, @Nullable Object before) {}

  /** The key of a component that may be missing; null: it must be there. */
  static @Nullable Object keyOf(Class<?> owner, String component) {
    for (int i = 0; i < ADDITIONS.size(); i++) {
      Addition addition = ADDITIONS.get(i);
      if (addition.owner().equals(owner) && addition.component().equals(component)) {
        return i;
      }
    }
    return null;
  }

  @Override
  public @Nullable Object findInjectableValue(
      DeserializationContext context,
      Object key,
      BeanProperty property,
      Object bean,
      Boolean optional,
      Boolean useInput) {
    return ADDITIONS.get((Integer) key).before();
  }

  @Override
  @Deprecated
  public @Nullable Object findInjectableValue(
      Object key, DeserializationContext context, BeanProperty property, Object bean) {
    return ADDITIONS.get((Integer) key).before();
  }
}
