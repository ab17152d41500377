package io.wattpack.api.loop;

import io.wattpack.api.journal.ImageCodec;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.api.journal.Snapshot;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.event.Input;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Brings an empty engine to where the journal ends: inputs are applied, recorded plans are applied,
 * nothing is decided again. An input that no plan has seen yet is left for the next step, as it
 * would have been without the restart.
 *
 * <p>A snapshot spares it the entries that the snapshot reflects. One that cannot be trusted is
 * passed over for an older one, and at last for the whole journal.
 */
public final class Recovery {
  private static final int PAGE = 1_000;
  private static final ImageCodec CODEC = new ImageCodec();

  private final JournalReader journal;
  private final Engine engine;
  private final Deque<Input> unseen = new ArrayDeque<>();
  private EpochMillis at = EpochMillis.ZERO;
  private long snapshot;
  private long entries;

  private Recovery(JournalReader journal, Engine engine) {
    this.journal = journal;
    this.engine = engine;
  }

  /**
   * Where the journal left the engine.
   *
   * @param unseen inputs after the last plan's, or after the snapshot's, in order
   * @param at the latest moment in the journal
   * @param entries how many it has
   * @param snapshot the entry whose snapshot it began from; 0: from the journal's first entry
   */
  public record Recovered(List<Input> unseen, EpochMillis at, long entries, long snapshot) {
    public Recovered {
      unseen = List.copyOf(unseen);
    }
  }

  /** Reads the whole journal into {@code engine}, which must be empty; on the calling thread. */
  public static Recovered run(JournalReader journal, Engine engine) {
    return new Recovery(journal, engine).run();
  }

  /**
   * Takes the newest snapshot that can be trusted into {@code engine}, which must be empty, and
   * reads the entries after it; on the calling thread.
   *
   * @param onSkipped told the number of each snapshot that was passed over, and why
   */
  public static Recovered run(
      JournalReader journal,
      Snapshots snapshots,
      Engine engine,
      BiConsumer<Long, String> onSkipped) {
    Recovery recovery = new Recovery(journal, engine);
    recovery.begin(snapshots, onSkipped);
    return recovery.run();
  }

  private void begin(Snapshots snapshots, BiConsumer<Long, String> onSkipped) {
    for (long sequence : snapshots.sequences()) {
      try {
        restore(snapshots.read(sequence));
        return;
      } catch (IllegalArgumentException | IllegalStateException e) {
        onSkipped.accept(sequence, String.valueOf(e.getMessage()));
      }
    }
  }

  private void restore(Snapshot kept) {
    if (kept.sequence() > journal.last()) {
      throw new IllegalArgumentException(
          "the journal ends before it, at entry %d".formatted(journal.last()));
    }
    EngineImage image = CODEC.read(kept.body());
    EngineImage empty = engine.image();
    engine.recover(image);
    if (engine.digest() != kept.digest()) {
      engine.recover(empty);
      throw new IllegalArgumentException("it gives another state than the one it was taken of");
    }
    at = image.recordedAt();
    entries = image.lastInput();
    snapshot = kept.sequence();
  }

  private Recovered run() {
    List<JournalEntry> page = journal.read(entries, PAGE);
    while (!page.isEmpty()) {
      page.forEach(this::apply);
      page = journal.read(entries, PAGE);
    }
    return new Recovered(List.copyOf(unseen), at, entries, snapshot);
  }

  private void apply(JournalEntry entry) {
    entries = entry.seq();
    switch (entry.kind()) {
      case INPUT -> hold(entry.input());
      case PLAN -> {
        // A plan may stand behind inputs it had not seen: those are held, the plan is known.
        if (entry.seq() > snapshot) {
          apply(entry.plan());
        }
      }
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
