package io.wattpack.core.engine;

import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.placement.Answer;
import io.wattpack.core.placement.Headrooms;
import io.wattpack.core.placement.Placer;
import io.wattpack.core.placement.Request;
import io.wattpack.core.placement.Requests;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.state.WorkKey;
import org.jspecify.annotations.Nullable;

/**
 * Goes through everything that could run, in the one order, and places each or says why not.
 *
 * <p>An answer is remembered by the state's revision: while nothing changed, only what is new is
 * tried. That is transparent: from the first change on, all that comes later in the order is tried
 * again, just as without the memory.
 */
final class Placing {
  /** Replicas started in one step; the rest follows in the next, at once. */
  private static final int STARTS_MAX = 256;

  private static final long NEVER = -1;

  private final State state;
  private final PlanDraft draft;
  private final Requests requests;
  private final Placer placer;
  private int starts;
  private boolean wasPlaced;

  Placing(State state, PlanDraft draft) {
    this.state = state;
    this.draft = draft;
    requests = new Requests(state);
    placer = new Placer(state);
  }

  /**
   * Runs one pass.
   *
   * @param triedAt the revision at which everything but what is fresh was last tried
   * @return the revision at which everything was tried; negative: the pass stopped at its bound
   */
  long run(long triedAt) {
    long before = state.revision();
    boolean isAll = before != triedAt;
    WorkKey next = first(isAll);
    while (next != null && starts < STARTS_MAX) {
      WorkKey key = next;
      tryToPlace(key);
      isAll |= state.revision() != before;
      boolean isSame = wasPlaced && state.queue().get(key) != null;
      next = isSame ? key : after(key, isAll);
    }
    if (next != null) {
      return NEVER;
    }
    state.fresh().clear();
    return before;
  }

  private @Nullable WorkKey first(boolean isAll) {
    return isAll
        ? state.queue().first()
        : freshFrom(state.fresh().isEmpty() ? null : state.fresh().first());
  }

  private @Nullable WorkKey after(WorkKey key, boolean isAll) {
    return isAll ? state.queue().entries().higherKey(key) : freshFrom(state.fresh().higher(key));
  }

  private @Nullable WorkKey freshFrom(@Nullable WorkKey start) {
    WorkKey key = start;
    while (key != null && state.queue().get(key) == null) {
      key = state.fresh().higher(key);
    }
    return key;
  }

  private void tryToPlace(WorkKey key) {
    wasPlaced = false;
    Reason before = waiting(key);
    if (before != null && before.code() == ReasonCode.UNSOUND_BUNDLE) {
      return;
    }
    Request request = requestOf(key);
    switch (placer.find(request, Headrooms.FREE, before)) {
      case Answer.Placed placed -> start(key, placed);
      case Answer.Refused refused -> refuse(key, request, refused.reason(), before);
    }
  }

  private @Nullable Reason waiting(WorkKey key) {
    TaskClassKey task = key.taskClass();
    return task == null ? state.pools().waiting(key.pool()) : state.tasks().waiting(task);
  }

  private Request requestOf(WorkKey key) {
    TaskClassKey task = key.taskClass();
    return task == null ? requests.ofPool(key.pool()) : requests.ofTask(task);
  }

  private void start(WorkKey key, Answer.Placed placed) {
    WaitingChanged held = new WaitingChanged(ownerOf(key), Reason.of(ReasonCode.UNSOUND_BUNDLE));
    if (draft.carryOut(Bundle.of(new Starts(state).start(key, placed)))) {
      starts++;
      wasPlaced = true;
    } else {
      draft.note(held);
    }
  }

  private ReplicaOwner ownerOf(WorkKey key) {
    return new Starts(state).ownerOf(key);
  }

  private void refuse(WorkKey key, Request request, Reason reason, @Nullable Reason before) {
    if (reason.code() == ReasonCode.POWER_LIMITED || reason.code() == ReasonCode.IN_BREACH) {
      new Yielding(state, draft, placer).makeRoomFor(key, request, reason);
    }
    if (!reason.equals(before)) {
      draft.note(new WaitingChanged(ownerOf(key), reason));
    }
  }
}
