package io.wattpack.core.check;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map whose changes can be taken back. */
final class UndoMap<K, V> extends UndoTable<UndoMap.Entry<K, V>> {
  private @Nullable Object[] entries;

  record Entry<K, V>(K key, V value) {}

  UndoMap(UndoLog undo) {
    super(undo);
    entries = new @Nullable Object[0];
  }

  private UndoMap(UndoMap<K, V> other, UndoLog undo) {
    super(other, undo);
    entries = other.entries.clone();
  }

  UndoMap<K, V> fork(UndoLog forked) {
    return new UndoMap<>(this, forked);
  }

  @Override
  int hashOf(Entry<K, V> entry) {
    return entry.key.hashCode();
  }

  @Override
  boolean isAt(int row, Entry<K, V> entry) {
    return read(row).key.equals(entry.key);
  }

  @Override
  @SuppressWarnings("unchecked") // only write() fills it
  Entry<K, V> read(int row) {
    return (Entry<K, V>) Objects.requireNonNull(entries[row]);
  }

  @Override
  void write(int row, Entry<K, V> entry) {
    entries[row] = entry;
  }

  @Override
  void wipe(int row) {
    entries[row] = null;
  }

  @Override
  void makeRoom(int count) {
    entries = Arrays.copyOf(entries, count);
  }

  @Nullable V get(K key) {
    Entry<K, V> entry = entryOf(key);
    return entry == null ? null : entry.value;
  }

  private @Nullable Entry<K, V> entryOf(K key) {
    int hash = key.hashCode();
    int cell = first(hash);
    while (isOther(cell, hash) || (rowAt(cell) != NONE && !read(rowAt(cell)).key.equals(key))) {
      cell = after(cell);
    }
    return rowAt(cell) == NONE ? null : read(rowAt(cell));
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
