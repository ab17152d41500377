package io.wattpack.api.simulation;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.plan.Plan;

/**
 * An engine that never dies: it is given the journal's inputs, decides for itself, and must come to
 * every plan that was recorded, whatever restarts lay between.
 */
final class Shadow {
  private final Engine engine = Engine.create();
  private final JournalCursor cursor = new JournalCursor();
  private final Auditor auditor;
  private long plans;

  Shadow(Auditor auditor) {
    this.auditor = auditor;
  }

  /** Decides again what the journal has decided since the last time. */
  void follow(JournalReader journal) {
    cursor.read(
        journal,
        entry -> {
          if (entry.kind() == EntryKind.PLAN) {
            decide(entry);
          }
        });
  }

  private void decide(JournalEntry entry) {
    Plan recorded = entry.plan();
    Plan decided =
        engine.step(new StepInput(recorded.at(), cursor.take(recorded.lastInput()))).plan();
    if (!decided.equals(recorded)) {
      throw new BrokenRun(
          "Promise 7: entry %d holds %s, but deciding again gives %s."
              .formatted(entry.seq(), recorded, decided));
    }
    Long lived = auditor.digestAfter(entry.seq());
    if (lived != null && lived != engine.digest()) {
      throw new BrokenRun(
          "Promise 7: deciding again at entry %d gives another state.".formatted(entry.seq()));
    }
    plans++;
  }

  /** Plans that were decided again. */
  long plans() {
    return plans;
  }
}
