package io.wattpack.api.journal;

/** What a journal entry is. The names are stored: never rename one. */
public enum EntryKind {
  /** Something that happened. */
  INPUT,
  /** What a step decided. */
  PLAN,
  /** A process has begun to write under a new epoch. */
  TAKEOVER
}
