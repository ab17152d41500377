package io.wattpack.core.learn;

import java.util.List;

/** A part of learning that asks for games batch by batch. */
interface Stage {
  /**
   * The next batch, once all of the batch before were run; empty: the stage is over.
   *
   * <p>The trials of one batch are independent of each other.
   */
  List<Trial> next();
}
