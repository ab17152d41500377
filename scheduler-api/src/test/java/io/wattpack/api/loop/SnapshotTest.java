package io.wattpack.api.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.Snapshot;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.units.EpochMillis;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot spares entries and changes nothing else. */
class SnapshotTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 40;

  @TempDir Path folder;

  private LoopRig rig(VirtualTime time, int every) {
    return new LoopRig(folder, time)
        .with(new LoopOptions(10_000, 512, Duration.ofMinutes(1), every));
  }

  private static void happens(LoopRig rig, Random random, int id) {
    String site = random.nextBoolean() ? "north" : "south";
    var unused =
        rig.loop.submit(
            switch (id == 0 ? 9 : random.nextInt(5)) {
              case 0 -> SmallWorld.batch("batch_" + id, rig.time);
              case 1 -> SmallWorld.task("job_" + id, 1 + random.nextInt(60_000), rig.time);
              case 2 -> SmallWorld.limit(site, random.nextInt(3_000));
              case 3 -> SmallWorld.limitTaken(site);
              default -> SmallWorld.applied("north", "south");
            });
  }

  private static void live(LoopRig rig, Random random) {
    for (int i = 0; i < EVENTS; i++) {
      happens(rig, random, i);
      rig.after(random.nextInt(8_000));
    }
  }

  /** What recovery gives, and what the next step decides on it. */
  private record Outcome(Plan plan, long digest, EpochMillis at) {
    static Outcome of(LoopRig rig, Engine engine, Recovery.Recovered recovered) {
      EpochMillis now = new EpochMillis(rig.time.millis()).max(recovered.at());
      Plan plan = engine.step(new StepInput(now, recovered.unseen())).plan();
      return new Outcome(plan, engine.digest(), recovered.at());
    }
  }

  private static Outcome withoutSnapshots(LoopRig rig) {
    Engine engine = Engine.create();
    return Outcome.of(rig, engine, Recovery.run(rig.journal, engine));
  }

  /** Also says from which entry's snapshot it began, and what it passed over. */
  private static Outcome withSnapshots(LoopRig rig, List<Long> from, Map<Long, String> skipped) {
    Engine engine = Engine.create();
    Recovery.Recovered recovered =
        Recovery.run(rig.journal, new Snapshots(rig.store()), engine, skipped::put);
    from.add(recovered.snapshot());
    return Outcome.of(rig, engine, recovered);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldRecoverAsWithoutSnapshotsWhereverTheJournalEnds(long seed) {
    Random random = new Random(seed);
    List<Long> from = new ArrayList<>();
    Map<Long, String> skipped = new TreeMap<>();
    try (LoopRig rig = rig(VirtualTime.shuffled(START, seed), 7).started()) {
      for (int i = 0; i < EVENTS; i++) {
        happens(rig, random, i);
        for (int part = 0; part < 4; part++) {
          rig.after(random.nextInt(2_000));
          assertThat(withSnapshots(rig, from, skipped))
              .as("seed %d, entry %d, snapshot %d", seed, rig.journal.last(), from.getLast())
              .isEqualTo(withoutSnapshots(rig));
        }
      }
      assertThat(skipped).as("seed %d", seed).isEmpty();
      assertThat(from.stream().distinct().count()).as("seed %d", seed).isGreaterThan(8);
      assertThat(new Snapshots(rig.store()).sequences()).hasSize(Snapshots.KEPT);
      assertThat(rig.snapshotFailures).isEmpty();
    }
  }

  /** Each time it dies one task later: before the fork, while encoding, in the store, after. */
  @Test
  void shouldRecoverWhereverItDiesWhileASnapshotIsWritten() {
    Random random = new Random(5);
    VirtualTime time = VirtualTime.shuffled(START, 5);
    try (LoopRig rig = rig(time, 3).started()) {
      for (int tasks = 0; tasks < 40; tasks++) {
        happens(rig, random, tasks);
        for (int i = 0; i < tasks; i++) {
          time.runNext();
        }
        rig.kill();
        rig.started();
        assertThat(withSnapshots(rig, new ArrayList<>(), new TreeMap<>()))
            .as("killed after %d tasks", tasks)
            .isEqualTo(withoutSnapshots(rig));
      }
      assertThat(rig.snapshotsSkipped).isEmpty();
      assertThat(rig.failures).isEmpty();
    }
  }

  @Test
  void shouldFallBackToAnOlderSnapshotAndAtLastToTheJournalWhenTheyAreDamaged()
      throws SQLException {
    try (LoopRig rig = rig(VirtualTime.create(), 7).started()) {
      live(rig, new Random(6));
      List<Long> kept = new Snapshots(rig.store()).sequences();
      Outcome whole = withoutSnapshots(rig);

      damage(rig, kept.getFirst());
      assertFallsBack(rig, kept.subList(0, 1), kept.getLast(), whole);
      damage(rig, kept.getLast());
      assertFallsBack(rig, kept, 0, whole);

      rig.kill();
      rig.started();
      assertThat(rig.snapshotsSkipped.keySet()).containsAll(kept);
      assertThat(rig.failures).isEmpty();
    }
  }

  private static void damage(LoopRig rig, long sequence) throws SQLException {
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + rig.file());
        var change = other.createStatement()) {
      change.executeUpdate(
          "UPDATE snapshot SET body = zeroblob(length(body)) WHERE sequence = " + sequence);
    }
  }

  private static void assertFallsBack(LoopRig rig, List<Long> over, long to, Outcome whole) {
    Map<Long, String> skipped = new TreeMap<>();
    List<Long> from = new ArrayList<>();
    assertThat(withSnapshots(rig, from, skipped)).isEqualTo(whole);
    assertThat(from).containsExactly(to);
    assertThat(skipped).containsOnlyKeys(over);
  }

  @Test
  void shouldPassOverSnapshotsOfAnotherFormatOrAnotherState() {
    try (LoopRig rig = rig(VirtualTime.create(), 7).started()) {
      live(rig, new Random(7));
      Snapshots snapshots = new Snapshots(rig.store());
      List<Long> kept = snapshots.sequences();
      Snapshot newest = snapshots.read(kept.getFirst());
      Snapshot older = snapshots.read(kept.getLast());
      Outcome whole = withoutSnapshots(rig);

      var unused =
          snapshots.keep(
              new Snapshot(newest.sequence(), Snapshot.FORMAT + 1, newest.digest(), newest.body()));
      unused =
          snapshots.keep(
              new Snapshot(older.sequence(), Snapshot.FORMAT, older.digest() + 1, older.body()));
      rig.time.runDue();

      assertFallsBack(rig, kept, 0, whole);
    }
  }

  @Test
  void shouldPassOverASnapshotThatTheJournalDoesNotReach() throws SQLException {
    try (LoopRig rig = rig(VirtualTime.create(), 7).started()) {
      live(rig, new Random(8));
      List<Long> kept = new Snapshots(rig.store()).sequences();
      rig.kill();
      try (var other = DriverManager.getConnection("jdbc:sqlite:" + rig.file());
          var delete = other.createStatement()) {
        delete.executeUpdate("DELETE FROM journal WHERE seq >= " + (kept.getLast() - 2));
      }
      rig.started();
      assertThat(rig.snapshotsSkipped.keySet()).containsAll(kept);
      assertThat(rig.failures).isEmpty();
    }
  }
}
