package io.wattpack.api.view;

import io.wattpack.api.loop.PlanListener;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps the newest picture of the state; readable from any thread, never waits. */
public final class StatusViews implements PlanListener {
  private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> awaited =
      new ConcurrentSkipListMap<>();
  private volatile @Nullable StatusView latest;

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    latest = new StatusView(sequence, fleet, status);
    complete(status.lastInput());
  }

  /**
   * Completes when the picture shows what came of an event.
   *
   * @param input the event's journal number
   */
  public CompletableFuture<Void> showing(long input) {
    CompletableFuture<Void> shown =
        awaited.computeIfAbsent(input, missing -> new CompletableFuture<>());
    find().ifPresent(view -> complete(view.status().lastInput()));
    return shown;
  }

  private void complete(long lastInput) {
    for (Long input : awaited.headMap(lastInput, true).keySet()) {
      CompletableFuture<Void> shown = awaited.remove(input);
      if (shown != null) {
        shown.complete(null);
      }
    }
  }

  /** The newest picture; empty until the loop has recovered. */
  public Optional<StatusView> find() {
    return Optional.ofNullable(latest);
  }

  /**
   * The newest picture.
   *
   * @throws IllegalStateException before the loop has recovered
   */
  public StatusView latest() {
    StatusView view = latest;
    if (view == null) {
      throw new IllegalStateException(
          "There is no state to show yet: the journal is still being read.\nMaybe ask again in a moment.");
    }
    return view;
  }
}
