package io.wattpack.api.loop;

import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.event.Input;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Brings an empty engine to where the journal ends: inputs are applied, recorded plans are applied,
 * nothing is decided again. An input that no plan has seen yet is left for the next step, as it
 * would have been without the restart.
 */
public final class Recovery {
  private static final int PAGE = 1_000;

  private final JournalReader journal;
  private final Engine engine;
  private final Deque<Input> unseen = new ArrayDeque<>();
  private EpochMillis at = EpochMillis.ZERO;
  private long entries;

  private Recovery(JournalReader journal, Engine engine) {
    this.journal = journal;
    this.engine = engine;
  }

  /**
   * Where the journal left the engine.
   *
   * @param unseen inputs after the last plan's, in order
   * @param at the latest moment in the journal
   * @param entries how many it has
   */
  public record Recovered(List<Input> unseen, EpochMillis at, long entries) {
    public Recovered {
      unseen = List.copyOf(unseen);
    }
  }

  /** Reads the whole journal into {@code engine}, which must be empty; on the calling thread. */
  public static Recovered run(JournalReader journal, Engine engine) {
    return new Recovery(journal, engine).run();
  }

  private Recovered run() {
    List<JournalEntry> page = journal.read(0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(this::apply);
      page = journal.read(entries, PAGE);
    }
    return new Recovered(List.copyOf(unseen), at, entries);
  }

  private void apply(JournalEntry entry) {
    entries = entry.seq();
    switch (entry.kind()) {
      case INPUT -> hold(entry.input());
      case PLAN -> apply(entry.plan());
      case TAKEOVER -> {}
    }
  }

  private void hold(Input input) {
    unseen.add(input);
    at = at.max(input.at());
  }

  private void apply(Plan plan) {
    List<Input> seen = new ArrayList<>();
    while (!unseen.isEmpty() && unseen.getFirst().seq() <= plan.lastInput()) {
      seen.add(unseen.removeFirst());
    }
    engine.recover(seen, plan);
    at = at.max(plan.at());
  }
}
