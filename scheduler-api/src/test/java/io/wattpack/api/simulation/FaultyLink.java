package io.wattpack.api.simulation;

import io.wattpack.api.site.DesiredState;
import io.wattpack.api.site.SiteLink;
import io.wattpack.api.site.SiteObserver;
import io.wattpack.core.event.Event;
import io.wattpack.core.model.SiteId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A link to one site over a bad line. The newest desired state is sent again until it has arrived;
 * an observation without an answer in time counts as failed, whether it arrived or not.
 */
final class FaultyLink implements SiteLink {
  private static final Duration AGAIN = Duration.ofSeconds(3);
  private static final Duration ANSWER_MAX = Duration.ofMillis(3L * Network.LATE_MILLIS_MAX / 2);

  private final Network network;
  private final SiteLink site;
  private final Consumer<String> onBroken;
  private @Nullable DesiredState newest;
  private boolean hasArrived;
  private boolean isClosed;

  /**
   * @param site gets what arrives; its own affair when it is closed
   * @param onBroken told when the service breaks the rules of the link
   */
  FaultyLink(Network network, SiteLink site, Consumer<String> onBroken) {
    this.network = network;
    this.site = site;
    this.onBroken = onBroken;
  }

  /** The way back: what a site observes goes to the service through this. */
  static SiteObserver back(Network network, SiteObserver service) {
    return (site, event) -> observed(network, service, site, event);
  }

  private static CompletableFuture<?> observed(
      Network network, SiteObserver service, SiteId site, Event event) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    network.carry(
        () -> {
          var unused =
              service
                  .observed(site, event)
                  .whenComplete(
                      (number, failure) ->
                          network.carryBack(() -> answer(answer, number, failure)));
        });
    network.after(ANSWER_MAX, () -> answer.completeExceptionally(new TimeoutException()));
    return answer;
  }

  private static void answer(
      CompletableFuture<Object> answer, @Nullable Object number, @Nullable Throwable failure) {
    if (failure == null) {
      answer.complete(number == null ? 0L : number);
    } else {
      answer.completeExceptionally(failure);
    }
  }

  @Override
  public void desire(DesiredState desired) {
    DesiredState before = newest;
    if (before != null && !isLater(desired, before)) {
      onBroken.accept(
          "The site %s was told %d/%d after %d/%d, and not the same."
              .formatted(
                  desired.site(),
                  desired.epoch(),
                  desired.sequence(),
                  before.epoch(),
                  before.sequence()));
    }
    newest = desired;
    hasArrived = false;
    send(desired);
  }

  // Of two states with one number a site behind a bad line could keep the older one for ever.
  private static boolean isLater(DesiredState desired, DesiredState before) {
    return desired.epoch() == before.epoch()
        && (desired.sequence() > before.sequence() || desired.equals(before));
  }

  private void send(DesiredState desired) {
    if (isClosed || hasArrived || newest != desired) {
      return;
    }
    network.carry(() -> arrive(desired));
    network.after(AGAIN, () -> send(desired));
  }

  private void arrive(DesiredState desired) {
    hasArrived |= newest == desired;
    site.desire(desired);
  }

  /** What is on its way still arrives; nothing is sent again. */
  @Override
  public void close() {
    isClosed = true;
    site.close();
  }
}
