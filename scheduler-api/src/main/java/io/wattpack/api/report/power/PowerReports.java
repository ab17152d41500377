package io.wattpack.api.report.power;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.Store;
import io.wattpack.api.loop.PlanListener;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.FutureStep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what becomes of power events, step by step, and answers with reports of them.
 *
 * <p>Levels, not edges: every state says what is asked, what is booked and what was read last, so a
 * state that was missed costs no more than its own moments. What is written is a projection of its
 * own beside the journal; after a restart it goes on where it was.
 */
public final class PowerReports implements PlanListener {
  /** Reports that are kept; the oldest that are closed go first. */
  public static final int REPORTS_MAX = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PowerReports.class);

  private final Store store;
  private final Executor serial;
  private final InstantSource clock;
  private final long lifeMillis;
  private final Map<PowerEventId, Recording> open = new LinkedHashMap<>();
  private final Map<PowerDomainId, MeterTrail> trails = new HashMap<>();
  private long lastNumber;

  /**
   * Reads what was not closed; blocks.
   *
   * @param serial one task at a time, may block
   * @param readingLife how long a reading counts
   */
  public PowerReports(Store store, InstantSource clock, Executor serial, Duration readingLife) {
    this.store = store;
    this.clock = clock;
    this.serial = serial;
    lifeMillis = readingLife.toMillis();
    for (RecordingRow row : store.read(PowerReportTable::open)) {
      open.put(row.event().id(), recording(row));
    }
    lastNumber = store.read(PowerReportTable::lastNumber);
  }

  private Recording recording(RecordingRow row) {
    List<Interval> intervals =
        store.read(connection -> PowerReportTable.intervals(connection, row.number()));
    return new Recording(row, intervals, lifeMillis);
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet fleet, FleetStatus status) {
    serial.execute(() -> follow(status));
  }

  /**
   * The newest report of the event; empty: it was never recorded, or so long ago that it is gone.
   */
  public CompletableFuture<Optional<PowerReport>> report(String event) {
    return CompletableFuture.supplyAsync(() -> find(event), serial);
  }

  private Optional<PowerReport> find(String event) {
    for (Recording recording : open.values()) {
      if (recording.event().id().value().equals(event)) {
        return Optional.of(recording.report(clock.millis()));
      }
    }
    return store
        .read(connection -> PowerReportTable.find(connection, event))
        .map(row -> recording(row).asRecorded());
  }

  private void follow(FleetStatus status) {
    long now = status.at().value();
    Map<PowerDomainId, Figures> figures = Figures.of(status);
    figures.forEach(this::trail);
    trails.keySet().retainAll(figures.keySet());
    status.powerEvents().forEach(event -> begin(event, now));
    Set<PowerEventId> asked =
        status.powerEvents().stream().map(PowerEvent::id).collect(Collectors.toSet());
    Map<PowerEventId, PowerEvent> versions =
        status.powerEvents().stream().collect(Collectors.toMap(PowerEvent::id, event -> event));
    List<RecordingRow> rows = new ArrayList<>();
    for (Recording recording : List.copyOf(open.values())) {
      PowerEventId id = recording.event().id();
      @Nullable Figures known = figures.get(recording.event().domain());
      follow(recording, versions.getOrDefault(id, recording.event()), known, now);
      if (!asked.contains(id) || known == null) {
        recording.withdraw(now);
      }
      settle(recording, now, rows);
    }
    write(rows);
  }

  private void trail(PowerDomainId id, Figures known) {
    if (known.reading() == null) {
      trails.remove(id);
    } else {
      trails.computeIfAbsent(id, unused -> new MeterTrail()).add(known.reading());
    }
  }

  /** One that is over and was never seen before left nothing to record. */
  private void begin(PowerEvent event, long now) {
    @Nullable Recording known = open.get(event.id());
    if (known != null && !known.event().domain().equals(event.domain())) {
      known.withdraw(now);
      write(List.of(known.close()));
      open.remove(event.id());
      known = null;
    }
    if (known == null && !GridLimit.isOver(event, now)) {
      lastNumber++;
      open.put(event.id(), new Recording(lastNumber, event, now, lifeMillis));
    } else if (known != null && !known.hasBegun() && !known.event().equals(event)) {
      open.put(event.id(), new Recording(known.number(), event, now, lifeMillis));
    }
  }

  private void follow(Recording recording, PowerEvent version, @Nullable Figures known, long now) {
    if (known == null) {
      return;
    }
    recording.actedFrom(drainFrom(recording, known.futureSteps()), now);
    if (recording.wantsBaseline(now)) {
      recording.measureAgainst(trails.get(recording.event().domain()));
    }
    recording.advance(now, version, known.books());
    recording.read(known.reading(), now);
  }

  /** When the first thing is told to stop for it, as far as is known now. */
  private static long drainFrom(Recording recording, List<FutureStep> steps) {
    long rampEnd = recording.origin() + recording.event().rampMillis();
    return steps.stream()
        .filter(step -> step.at().value() >= recording.origin() && step.at().value() <= rampEnd)
        .map(FutureStep::drainFrom)
        .filter(Objects::nonNull)
        .mapToLong(moment -> moment == null ? recording.origin() : moment.value())
        .min()
        .orElse(recording.origin());
  }

  private void settle(Recording recording, long now, List<RecordingRow> rows) {
    boolean isComplete = recording.isComplete(now);
    if (isComplete) {
      open.remove(recording.event().id());
    }
    if (isComplete && !recording.hasBegun()) {
      long number = recording.number();
      written(
          store.write(
              CommitPoint.POWER_RECORDED,
              connection -> PowerReportTable.delete(connection, number)),
          List.of());
      return;
    }
    @Nullable RecordingRow row = isComplete ? recording.close() : recording.unwritten();
    if (row != null) {
      rows.add(row);
    }
  }

  private void write(List<RecordingRow> rows) {
    if (!rows.isEmpty()) {
      long newest = lastNumber;
      written(
          store.write(
              CommitPoint.POWER_RECORDED,
              connection -> {
                if (rows.stream().anyMatch(RecordingRow::isClosed)) {
                  PowerReportTable.prune(connection, newest, REPORTS_MAX);
                }
                return PowerReportTable.write(connection, rows);
              }),
          rows);
    }
  }

  /** What could not be written is written whole the next time. */
  private void written(CompletableFuture<Integer> write, List<RecordingRow> rows) {
    var unused =
        write.whenCompleteAsync(
            (count, failure) -> {
              if (failure != null) {
                LOG.warn("Power events could not be recorded: {}", failure.getMessage());
                rows.forEach(row -> again(row.event().id()));
              }
            },
            serial);
  }

  private void again(PowerEventId event) {
    @Nullable Recording recording = open.get(event);
    if (recording != null) {
      recording.forgetWritten();
    }
  }
}
