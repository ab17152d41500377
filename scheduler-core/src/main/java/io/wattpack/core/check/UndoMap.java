package io.wattpack.core.check;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map of values whose changes can be taken back. Look-ups only: an undone removal changes the
 * order.
 */
final class UndoMap<K, V> {
  private final Map<K, V> entries;
  private final UndoLog undo;

  UndoMap(UndoLog undo) {
    this(new LinkedHashMap<>(), undo);
  }

  private UndoMap(Map<K, V> entries, UndoLog undo) {
    this.entries = entries;
    this.undo = undo;
  }

  UndoMap<K, V> fork(UndoLog forked) {
    return new UndoMap<>(new LinkedHashMap<>(entries), forked);
  }

  @Nullable V get(K key) {
    return entries.get(key);
  }

  Collection<K> keys() {
    return Collections.unmodifiableCollection(entries.keySet());
  }

  Collection<V> values() {
    return Collections.unmodifiableCollection(entries.values());
  }

  void put(K key, V value) {
    restoreLater(key, entries.put(key, value));
  }

  void remove(K key) {
    restoreLater(key, entries.remove(key));
  }

  private void restoreLater(K key, @Nullable V before) {
    undo.remember(() -> restore(key, before));
  }

  private void restore(K key, @Nullable V before) {
    if (before == null) {
      entries.remove(key);
    } else {
      entries.put(key, before);
    }
  }
}
