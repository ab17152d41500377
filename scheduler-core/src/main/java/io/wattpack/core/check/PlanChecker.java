package io.wattpack.core.check;

import io.wattpack.core.event.Input;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.units.EpochMillis;
import java.util.List;

/**
 * Judges bundles by its own books, which only {@link #observe} and {@link #accept} fill; recovery
 * fills them with the same two calls, from where an image left them.
 *
 * <p>The idea: a bundle is tried, decision by decision, on the books as they will be, and taken
 * back. The invariant: after each accepted bundle no GPU or node holds more than it has, and no
 * domain that was raised has a ceiling above its cap. The cost of a bundle is the number of its
 * members and devices times the depth of the power tree, whatever the size of the fleet; only
 * another fleet costs as much as it holds.
 */
public final class PlanChecker {
  private final UndoLog undo;
  private final Books books;
  private final Bookkeeper bookkeeper;
  private final Judge judge;

  /** Of an empty fleet. */
  public PlanChecker() {
    undo = new UndoLog();
    books = new Books(undo);
    bookkeeper = new Bookkeeper(books);
    judge = new Judge(books);
  }

  /** With the books as they were when the image was taken, counted anew from it. */
  public static PlanChecker restored(EngineImage image) {
    PlanChecker checker = new PlanChecker();
    new BookRestore(checker.books).fill(image);
    return checker;
  }

  private PlanChecker(PlanChecker other) {
    undo = new UndoLog();
    books = other.books.fork(undo);
    bookkeeper = new Bookkeeper(books);
    judge = new Judge(books);
  }

  /**
   * Takes note of an input, in the order of their numbers. One that makes no sense changes nothing.
   */
  public void observe(Input input) {
    bookkeeper.enter(input);
  }

  /** Whether the bundle may be carried out at that moment. Changes nothing. */
  public CheckResult judge(Bundle bundle, EpochMillis at) {
    undo.checkpoint();
    try {
      return tryOut(bundle.decisions(), at);
    } finally {
      undo.rollback();
    }
  }

  /** Judges the bundle and enters it if it is sound; otherwise changes nothing. */
  public CheckResult admit(Bundle bundle, EpochMillis at) {
    List<Decision> decisions = bundle.decisions();
    return decisions.size() == 1
        ? tryOut(decisions, at) // the books change after the last finding: nothing to take back
        : admitAll(decisions, at);
  }

  private CheckResult admitAll(List<Decision> decisions, EpochMillis at) {
    undo.checkpoint();
    boolean isSound = false;
    try {
      CheckResult result = tryOut(decisions, at);
      isSound = result.isSound();
      return result;
    } finally {
      close(isSound);
    }
  }

  private void close(boolean keeps) {
    if (keeps) {
      undo.commit();
    } else {
      undo.rollback();
    }
  }

  private CheckResult tryOut(List<Decision> decisions, EpochMillis at) {
    for (int place = 0; place < decisions.size(); place++) {
      String fault = judge.faultOf(decisions.get(place), at);
      if (fault != null) {
        return CheckResult.unsound(fault);
      }
      bookkeeper.enter(decisions.get(place), at);
    }
    return CheckResult.SOUND;
  }

  /**
   * Enters a bundle that is carried out: a sound one, a recorded one, or one of nothing but stops
   * and miner-offs, of which what cannot be done is passed over.
   *
   * @throws IllegalStateException if a start names a node or device that the fleet does not have
   */
  public void accept(Bundle bundle, EpochMillis at) {
    bundle.decisions().forEach(decision -> bookkeeper.enter(decision, at));
  }

  /** A copy that goes its own way; it has no checkpoint. */
  public PlanChecker fork() {
    return new PlanChecker(this);
  }

  /**
   * From here on everything can be taken back, up to the matching {@link #rollback} or {@link
   * #commit}.
   */
  public void checkpoint() {
    undo.checkpoint();
  }

  /** Takes back everything since the last open checkpoint, and closes it. */
  public void rollback() {
    undo.rollback();
  }

  /** Closes the last open checkpoint and keeps what happened since. */
  public void commit() {
    undo.commit();
  }

  Books books() {
    return books;
  }
}
