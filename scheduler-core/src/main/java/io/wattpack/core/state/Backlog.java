package io.wattpack.core.state;

import io.wattpack.core.model.BatchWork;

/** What is left of a batch. */
record Backlog(long lines, long tokens, long chunks) {
  static final Backlog NOTHING = new Backlog(0, 0, 0);

  static Backlog of(BatchWork batch, long linesDone, long tokensDone) {
    long lines = batch.lines() - linesDone;
    if (lines <= 0) {
      return NOTHING;
    }
    long tokens = Math.max(1, batch.tokens() - tokensDone);
    return new Backlog(lines, tokens, Math.ceilDiv(lines * batch.chunks(), batch.lines()));
  }
}
