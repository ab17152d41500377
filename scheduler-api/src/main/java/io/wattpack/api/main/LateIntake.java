package io.wattpack.api.main;

import io.wattpack.api.loop.Intake;
import io.wattpack.core.event.Event;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The loop's intake for parts that the loop itself must be told of before it is built. */
final class LateIntake implements Intake {
  private volatile @Nullable Intake loop;

  void bind(Intake built) {
    loop = built;
  }

  @Override
  public CompletableFuture<Long> submit(Event event) {
    Intake bound = loop;
    return bound == null
        ? CompletableFuture.failedFuture(new IllegalStateException("The loop is not built yet."))
        : bound.submit(event);
  }
}
