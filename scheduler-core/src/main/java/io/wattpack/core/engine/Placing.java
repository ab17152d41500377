package io.wattpack.core.engine;

import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.placement.Answer;
import io.wattpack.core.placement.Ask;
import io.wattpack.core.placement.Headrooms;
import io.wattpack.core.placement.Placer;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.WorkKey;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Goes through everything that could run, in the one order, and places each or says why not.
 *
 * <p>An answer is remembered by the state's revision: while nothing changed, only what is new is
 * tried. That is transparent: from the first change on, all that comes later in the order is tried
 * again, just as without the memory.
 */
final class Placing {
  /** What one pass may put on record: starts and reasons; the rest follows in the next step. */
  private static final int RECORDS_MAX = 256;

  private final State state;
  private final PlanDraft draft;
  private final Placer placer;
  private int records;
  private boolean wasPlaced;

  Placing(State state, PlanDraft draft, Placer placer) {
    this.state = state;
    this.draft = draft;
    this.placer = placer;
  }

  /** Runs one pass over what was not tried yet, and says what has been tried now. */
  Tried run(Tried tried) {
    long before = state.revision();
    boolean isAll = before != tried.revision();
    WorkKey last = null;
    WorkKey next = isAll ? state.queue().first() : untried(null, tried);
    while (next != null && records < RECORDS_MAX) {
      last = next;
      tryToPlace(last);
      isAll |= state.revision() != before;
      boolean isSame = wasPlaced && state.queue().get(last) != null;
      next = isSame ? last : isAll ? afterInQueue(last) : untried(last, tried);
    }
    state.fresh().clear();
    boolean isStill = state.revision() == before;
    return next == null
        ? new Tried(before, null)
        : isStill ? new Tried(before, last) : Tried.NOTHING;
  }

  private @Nullable WorkKey afterInQueue(WorkKey key) {
    return state.queue().entries().higherKey(key);
  }

  /** What is new among what was tried, then all that was not. */
  private @Nullable WorkKey untried(@Nullable WorkKey after, Tried tried) {
    WorkKey end = tried.upTo();
    if (end != null && after != null && after.compareTo(end) >= 0) {
      return afterInQueue(after);
    }
    WorkKey fresh = freshAfter(after);
    if (fresh != null && tried.includes(fresh)) {
      return fresh;
    }
    return end == null ? null : afterInQueue(end);
  }

  private @Nullable WorkKey freshAfter(@Nullable WorkKey after) {
    NavigableSet<WorkKey> fresh = state.fresh();
    WorkKey key = after != null ? fresh.higher(after) : fresh.isEmpty() ? null : fresh.first();
    while (key != null && state.queue().get(key) == null) {
      key = fresh.higher(key);
    }
    return key;
  }

  private void tryToPlace(WorkKey key) {
    wasPlaced = false;
    Reason before = waiting(key);
    if (before != null && before.code() == ReasonCode.UNSOUND_BUNDLE) {
      return;
    }
    Resuming.Found paused =
        key.taskClass() == null ? new Resuming(state).find(key.pool()) : Resuming.NOTHING;
    if (paused.bundle() != null) {
      // What has its weights in memory goes on before anything new starts.
      carryOut(key, paused.bundle());
    } else {
      startOrExplain(key, paused.reason(), before);
    }
  }

  private void startOrExplain(WorkKey key, @Nullable Reason paused, @Nullable Reason before) {
    if (key.taskClass() == null && !state.pools().isShort(key.pool())) {
      if (paused != null) {
        makeRoomForPaused(key.pool(), paused);
        explain(key, paused, before);
      }
      return;
    }
    Ask ask = askOf(key);
    switch (placer.find(ask, Headrooms.FREE, before)) {
      case Answer.Placed placed -> start(key, placed);
      case Answer.Refused refused -> {
        TaskClassKey task = key.taskClass();
        if (task != null && !task.isWaiting()) {
          carryOut(key, Bundle.of(new Starts(state).reject(task, refused.reason())));
        } else if (paused != null && isAboutPower(paused)) {
          refusePaused(key, ask, refused.reason(), paused, before);
        } else {
          refuse(key, ask, refused.reason(), before);
        }
      }
    }
  }

  /** Of a pool that has a paused replica: it waits for the watts of that one first. */
  private void refusePaused(
      WorkKey key, Ask ask, Reason start, Reason paused, @Nullable Reason before) {
    if (!makeRoomForPaused(key.pool(), paused)) {
      makeRoom(key, ask, start);
    }
    explain(key, paused, before);
  }

  private @Nullable Reason waiting(WorkKey key) {
    TaskClassKey task = key.taskClass();
    return task == null ? state.pools().waiting(key.pool()) : state.tasks().waiting(task);
  }

  private Ask askOf(WorkKey key) {
    TaskClassKey task = key.taskClass();
    return task == null ? placer.askOfPool(key.pool()) : placer.askOfTask(task);
  }

  private void start(WorkKey key, Answer.Placed placed) {
    carryOut(key, Bundle.of(new Starts(state).start(key, placed)));
  }

  private void carryOut(WorkKey key, Bundle bundle) {
    ReplicaOwner owner = ownerOf(key);
    wasPlaced = draft.carryOut(bundle);
    if (!wasPlaced) {
      draft.note(new WaitingChanged(owner, Reason.of(ReasonCode.UNSOUND_BUNDLE)));
    }
    records++;
  }

  private ReplicaOwner ownerOf(WorkKey key) {
    return new Starts(state).ownerOf(key);
  }

  private void refuse(WorkKey key, Ask ask, Reason reason, @Nullable Reason before) {
    makeRoom(key, ask, reason);
    explain(key, reason, before);
  }

  private void makeRoom(WorkKey key, Ask ask, Reason reason) {
    if (isAboutPower(reason)) {
      new Yielding(state, draft, placer).makeRoomFor(key, ask, reason);
    }
  }

  private boolean makeRoomForPaused(int pool, Reason reason) {
    return isAboutPower(reason)
        && new Yielding(state, draft, placer).makeRoomForPaused(pool, reason);
  }

  private static boolean isAboutPower(Reason reason) {
    return reason.code() == ReasonCode.POWER_LIMITED || reason.code() == ReasonCode.IN_BREACH;
  }

  private void explain(WorkKey key, Reason reason, @Nullable Reason before) {
    if (!reason.equals(before)) {
      records++;
      draft.note(new WaitingChanged(ownerOf(key), reason));
    }
  }
}
