package io.wattpack.api.report.replay;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The policies that a trace can be played with. */
public interface ArrivalPlayers {
  /** Their names, in the order in which they are listed. */
  List<String> policies();

  /** The policies played when none is named. */
  List<String> policiesByDefault();

  /** Makes a policy ready for a trace; one that learns does so here. */
  Prepared prepare(String policy, ReplayTrace trace, PlayOptions options);

  /**
   * A policy that is ready.
   *
   * @param empty makes the fleet of the trace with nothing placed; each has a state of its own
   * @param learnMillis how long it learned up to now; empty for a policy that has nothing to learn
   */
  record Prepared(Supplier<ArrivalPlayer> empty, Supplier<OptionalLong> learnMillis) {}
}
