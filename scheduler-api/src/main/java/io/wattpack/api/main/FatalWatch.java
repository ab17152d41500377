package io.wattpack.api.main;

import io.wattpack.api.loop.LoopMonitor;
import io.wattpack.core.engine.UnsoundBundle;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes everything on to the meters; says what needs a person, and acts on the one failure that
 * ends the process.
 */
final class FatalWatch implements LoopMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(FatalWatch.class);

  private final LoopMonitor meters;
  private final Consumer<Throwable> onFailure;

  FatalWatch(LoopMonitor meters, Consumer<Throwable> onFailure) {
    this.meters = meters;
    this.onFailure = onFailure;
  }

  @Override
  public long nanos() {
    return meters.nanos();
  }

  @Override
  public void accepted(int inputs, int waiting) {
    meters.accepted(inputs, waiting);
  }

  @Override
  public void refused() {
    meters.refused();
  }

  @Override
  public void stepped(int inputs, int decisions, long nanos) {
    meters.stepped(inputs, decisions, nanos);
  }

  @Override
  public void planWritten(long nanos) {
    meters.planWritten(nanos);
  }

  @Override
  public void snapshotKept(long sequence, int bytes) {
    LOG.debug("A snapshot of the journal up to entry {} is kept in {} bytes.", sequence, bytes);
    meters.snapshotKept(sequence, bytes);
  }

  @Override
  public void snapshotFailed(Throwable cause) {
    LOG.warn("A snapshot was not kept; the next start takes longer: {}", cause.getMessage());
    meters.snapshotFailed(cause);
  }

  @Override
  public void snapshotSkipped(long sequence, String reason) {
    LOG.warn("The snapshot at entry {} was passed over: {}.", sequence, reason);
    meters.snapshotSkipped(sequence, reason);
  }

  @Override
  public void unsound(UnsoundBundle bundle) {
    LOG.error("ALARM: the checker refused a bundle and rolled it back: {}", bundle.finding());
    meters.unsound(bundle);
  }

  @Override
  public void failed(Throwable cause) {
    meters.failed(cause);
    onFailure.accept(cause);
  }
}
