package io.wattpack.core.check;

import org.jspecify.annotations.Nullable;

/** A map whose changes can be taken back. */
final class UndoMap<K, V> extends UndoTable<UndoMap.Entry<K, V>> {
  record Entry<K, V>(K key, V value) {}

  UndoMap(UndoLog undo) {
    super(undo);
  }

  private UndoMap(UndoMap<K, V> other, UndoLog undo) {
    super(other, undo);
  }

  UndoMap<K, V> fork(UndoLog forked) {
    return new UndoMap<>(this, forked);
  }

  @Override
  int hashOf(Entry<K, V> entry) {
    return entry.key.hashCode();
  }

  @Override
  boolean haveOneKey(Entry<K, V> one, Entry<K, V> other) {
    return one.key.equals(other.key);
  }

  @Nullable V get(K key) {
    Entry<K, V> entry = entryOf(key);
    return entry == null ? null : entry.value;
  }

  private @Nullable Entry<K, V> entryOf(K key) {
    int cell = first(key.hashCode());
    Entry<K, V> found = at(cell);
    while (found != null && !found.key.equals(key)) {
      cell = after(cell);
      found = at(cell);
    }
    return found;
  }

  void put(K key, V value) {
    put(new Entry<>(key, value));
  }

  void forget(K key) {
    Entry<K, V> entry = entryOf(key);
    if (entry != null) {
      remove(entry);
    }
  }
}
