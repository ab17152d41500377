package io.wattpack.api.journal;

import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Millijoules;
import io.wattpack.core.units.Watts;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Builds any record of the core with random content, reading from its source what may be null. */
final class RandomRecords {
  private static final List<String> TEXTS =
      List.of("a", "north-2", "org/model:7b", "\"quoted\\\"", "naïve-Ω", "\uD83D\uDE00", "\uD800x");

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  /** One value of the type; of a sealed interface, one of its kinds. */
  <T> T next(Class<T> type) {
    return type.cast(value(type));
  }

  static List<Class<?>> kindsOf(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(
            kind -> kind.isSealed() ? kindsOf(kind).stream() : List.<Class<?>>of(kind).stream())
        .toList();
  }

  private Object value(Class<?> type) {
    if (type == String.class) {
      return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(100);
    } else if (type == int.class || type == Integer.class) {
      return random.nextInt();
    } else if (type == long.class || type == Long.class) {
      return random.nextLong();
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    } else if (type.isSealed()) {
      List<Class<?>> kinds = kindsOf(type);
      return value(kinds.get(random.nextInt(kinds.size())));
    }
    return quantityOrRecord(type);
  }

  private Object quantityOrRecord(Class<?> type) {
    long positive = random.nextLong() & Long.MAX_VALUE;
    if (type == Watts.class) {
      return new Watts(positive);
    } else if (type == Millijoules.class) {
      return new Millijoules(positive);
    } else if (type == Mebibytes.class) {
      return new Mebibytes(positive);
    } else if (type == EpochMillis.class) {
      return new EpochMillis(positive);
    } else if (type == GpuShare.class) {
      return new GpuShare(1 + random.nextInt(GpuShare.WHOLE_MILLI));
    } else if (type == WasteTable.class) {
      return wasteTable();
    } else if (type == ReplicaId.class) {
      return new ReplicaId(Math.max(1, positive));
    }
    return record(type);
  }

  private WasteTable wasteTable() {
    List<String> models = List.of("a", "naïve-Ω");
    int[] rents = random.ints(models.size() + 1, 0, 1000).toArray();
    int row = WasteTable.STATES * WasteTable.KNOT_COUNT;
    int[] values = random.ints((models.size() + 1) * row, 0, 4000).toArray();
    for (int i = 0; i < values.length; i++) {
      // Where nothing is free nothing is wasted.
      values[i] = i % row < WasteTable.KNOT_COUNT ? 0 : values[i];
    }
    return new WasteTable(models, WasteSettings.PACKING, rents, values);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] values = Arrays.stream(components).map(this::component).toArray();
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " refuses " + Arrays.toString(values), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Object component(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    if (type.isAnnotationPresent(Nullable.class) && random.nextBoolean()) {
      return null;
    }
    return component.getType() == List.class ? list(type) : value(component.getType());
  }

  private List<Object> list(AnnotatedType type) {
    Class<?> element =
        (Class<?>)
            ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0].getType();
    List<Object> values = new ArrayList<>();
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      values.add(value(element));
    }
    return values;
  }
}
