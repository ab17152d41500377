package io.wattpack.core.state.column;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from keys to immutable values or dense numbers, for look-ups only: it has no order. */
public final class HashedIndex<K, V> implements Undoable {
  private final UndoLog log;
  private final Map<K, V> entries;

  public HashedIndex(UndoLog log) {
    this(log, new LinkedHashMap<>());
  }

  private HashedIndex(UndoLog log, Map<K, V> entries) {
    this.log = log;
    this.entries = entries;
  }

  public HashedIndex<K, V> copy(UndoLog other) {
    return new HashedIndex<>(other, new LinkedHashMap<>(entries));
  }

  public @Nullable V get(K key) {
    return entries.get(key);
  }

  public void put(K key, V value) {
    V former = entries.put(key, value);
    if (log.isOpen()) {
      log.remember(this, 0, 0, new Former<>(key, former));
    }
  }

  public void remove(K key) {
    V former = entries.remove(key);
    if (former != null && log.isOpen()) {
      log.remember(this, 0, 0, new Former<>(key, former));
    }
  }

  public int size() {
    return entries.size();
  }

  @Override
  @SuppressWarnings("unchecked") // only put() and remove() remember
  public void undo(int index, long number, @Nullable Object value) {
    Former<K, V> former = (Former<K, V>) value;
    if (former == null) {
      throw new IllegalStateException("An index remembers its entries.");
    }
    if (former.value() == null) {
      entries.remove(former.key());
    } else {
      entries.put(former.key(), former.value());
    }
  }

  private record Former<K, V>(K key, @Nullable V value) {}
}
