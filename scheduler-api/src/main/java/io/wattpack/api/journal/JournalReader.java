package io.wattpack.api.journal;

import java.util.List;
import java.util.function.LongConsumer;

/** The journal for those who only read it. */
public interface JournalReader {
  /**
   * The entries after number {@code after}, in order, at most {@code max}; on the calling thread.
   *
   * @throws JournalDamagedException when an entry is not what was written, or one is missing
   */
  List<JournalEntry> read(long after, int max);

  /** Number of the last entry; 0 when there is none; on the calling thread. */
  long last();

  /**
   * Has {@code watcher} told the new last number after each commit, on the store's executor; it
   * must be quick.
   */
  void watch(LongConsumer watcher);
}
