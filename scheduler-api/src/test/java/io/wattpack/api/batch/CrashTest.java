package io.wattpack.api.batch;

import static io.wattpack.api.batch.World.ALICE;
import static io.wattpack.api.batch.World.line;
import static io.wattpack.api.batch.World.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.CommitWatcher;
import io.wattpack.core.model.ReplicaState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {
  private static final int LINES = 40;

  @TempDir Path folder;

  /**
   * The process ends before, and in the next round after, each single commit; every time a new one
   * takes over.
   */
  @Test
  void shouldAnswerEveryLineOnceWhicheverCommitTheProcessDiesAt() {
    Set<CommitPoint> crashed = EnumSet.noneOf(CommitPoint.class);
    int commit = 1;
    while (crashAt(folder.resolve("c" + commit), commit, crashed)) {
      commit++;
    }

    assertThat(commit).isGreaterThan(7);
    assertThat(crashed)
        .contains(
            CommitPoint.BATCH_VALIDATED,
            CommitPoint.BATCH_MOVED,
            CommitPoint.LINES_SETTLED,
            CommitPoint.BATCH_ENDED);
  }

  /** False: the run was over before this commit. */
  private static boolean crashAt(Path folder, int commit, Set<CommitPoint> crashed) {
    boolean hasCrashed = false;
    for (boolean isDurable : new boolean[] {false, true}) {
      try (World world = new World(folder.resolve(isDurable ? "after" : "before"))) {
        world.limits =
            new BatchLimits(1 << 20, 1_000, 1_000, 10_000, 2_000, 64, 10, 16, 16_000, 1 << 20);
        world.start();
        world.core.replica(1, ReplicaState.READY);
        BatchObject batch = world.create(ALICE, lines(LINES - 1) + line("last", "bad"));
        world.kill();
        List<CommitPoint> seen = new ArrayList<>();
        world.watcher = World.crashAt(commit, isDurable, seen);
        world.start();
        hasCrashed |= runUntilCrash(world, batch);
        if (hasCrashed && !seen.isEmpty()) {
          crashed.add(seen.getLast());
        }
        world.watcher = CommitWatcher.NONE;
        world.crashAndRestart();
        check(world, batch.id());
      }
    }
    return hasCrashed;
  }

  private static boolean runUntilCrash(World world, BatchObject batch) {
    try {
      BatchObject end = world.runToEnd(ALICE, batch.id());
      assertThat(end.state()).isEqualTo(BatchState.COMPLETED);
      return false;
    } catch (World.CrashedException e) {
      return true;
    }
  }

  private static void check(World world, String id) {
    BatchObject end = world.runToEnd(ALICE, id);
    assertThat(end.state()).isEqualTo(BatchState.COMPLETED);
    assertThat(end.counts()).isEqualTo(new BatchObject.Counts(LINES, LINES - 1, 1));
    assertThat(new TreeSet<>(world.customIds(ALICE, end.outputFileId()))).hasSize(LINES - 1);
    assertThat(world.customIds(ALICE, end.outputFileId())).hasSize(LINES - 1);
    assertThat(world.customIds(ALICE, end.errorFileId())).containsExactly("last");
    assertThat(world.count("ledger")).isEqualTo(LINES - 1);
    assertThat(world.count("files")).isEqualTo(3);
    assertThat(end.placements().stream().mapToLong(BatchObject.Placement::lines).sum())
        .isEqualTo(LINES);
    assertThat(world.core.progressedLines(id)).isEqualTo(LINES);
    assertThat(world.core.endedJobs()).isNotEmpty();
  }

  /**
   * Ends of the process at random moments, with what threads may do in any order done in any order.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldAnswerEveryLineOnceWhateverTheMomentOfACrash(long seed) {
    try (World world = new World(folder, seed, true)) {
      world.start();
      world.core.replica(1, ReplicaState.READY);
      world.core.replica(2, ReplicaState.READY);
      BatchObject batch = world.create(ALICE, lines(300));
      Random random = new Random(seed);
      for (int crash = 0; crash < 8; crash++) {
        world.time.advance(Duration.ofMillis(random.nextInt(400)));
        for (int tasks = random.nextInt(50); tasks > 0; tasks--) {
          world.time.runNext();
        }
        world.crashAndRestart();
      }

      BatchObject end = world.runToEnd(ALICE, batch.id());

      assertThat(end.counts()).as("seed %d", seed).isEqualTo(new BatchObject.Counts(300, 300, 0));
      assertThat(new TreeSet<>(world.customIds(ALICE, end.outputFileId()))).hasSize(300);
      assertThat(world.count("ledger")).isEqualTo(300);
      assertThat(end.tokensUsed()).isEqualTo(300 * 7);
    }
  }

  @Test
  void shouldRunNoSettledLineAgainAfterACrash() {
    try (World world = new World(folder)) {
      world.start();
      world.core.replica(1, ReplicaState.READY);
      BatchObject batch = world.create(ALICE, lines(200));
      world.runUntil(ALICE, batch.id(), now -> now.counts().completed() > 100);
      world.kill();
      world.calls.clear();
      world.start();
      long settled = world.get(ALICE, batch.id()).counts().completed();

      assertThat(world.runToEnd(ALICE, batch.id()).counts().completed()).isEqualTo(200);
      assertThat(world.calls).hasSize(200 - (int) settled);
    }
  }

  @Test
  void shouldResumeACancellationAfterACrash() {
    try (World world = new World(folder)) {
      world.start();
      world.core.replica(1, ReplicaState.READY);
      BatchObject batch = world.create(ALICE, lines(500));
      world.runUntil(ALICE, batch.id(), now -> now.counts().completed() > 20);
      var unused = world.await(world.batches.cancel(ALICE, batch.id()));
      world.crashAndRestart();

      BatchObject end = world.runToEnd(ALICE, batch.id());

      assertThat(end.state()).isEqualTo(BatchState.CANCELLED);
      assertThat(end.counts().completed() + end.counts().failed()).isEqualTo(500);
    }
  }
}
