package io.wattpack.core.state.column;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An ordered map from keys to immutable values or dense numbers; iteration is in key order. */
public final class OrderedIndex<K extends Comparable<K>, V> implements Undoable {
  private final UndoLog log;
  private final NavigableMap<K, V> entries;

  public OrderedIndex(UndoLog log) {
    this(log, new TreeMap<>());
  }

  private OrderedIndex(UndoLog log, NavigableMap<K, V> entries) {
    this.log = log;
    this.entries = entries;
  }

  public OrderedIndex<K, V> copy(UndoLog other) {
    return new OrderedIndex<>(other, new TreeMap<>(entries));
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

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public int size() {
    return entries.size();
  }

  /** The least key, or null. */
  public @Nullable K first() {
    return entries.isEmpty() ? null : entries.firstKey();
  }

  /** To look at, never to keep: it changes with the index. */
  public NavigableMap<K, V> entries() {
    return entries;
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
