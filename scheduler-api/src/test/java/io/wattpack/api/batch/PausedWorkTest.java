package io.wattpack.api.batch;

import static io.wattpack.api.batch.World.ALICE;
import static io.wattpack.api.batch.World.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.ReplicaState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas are paused and go on at random moments, on virtual time, while they work. */
class PausedWorkTest {
  private static final int LINES = 300;
  private static final int PAUSES = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldAnswerEveryLineOnceHoweverOftenReplicasPause(long seed) {
    try (World world = new World(folder, seed, true)) {
      world.start();
      world.core.replica(1, ReplicaState.READY);
      world.core.replica(2, ReplicaState.READY);
      BatchObject batch = world.create(ALICE, lines(LINES));
      Random random = new Random(seed);

      for (int pause = 0; pause < PAUSES; pause++) {
        int replica = 1 + random.nextInt(2);
        world.core.replica(
            replica, random.nextBoolean() ? ReplicaState.PAUSED : ReplicaState.READY);
        world.time.advance(Duration.ofMillis(random.nextInt(60)));
      }
      world.core.replica(1, ReplicaState.READY);
      BatchObject end = world.runToEnd(ALICE, batch.id());

      assertThat(end.counts())
          .as("seed %d", seed)
          .isEqualTo(new BatchObject.Counts(LINES, LINES, 0));
      assertThat(world.customIds(ALICE, end.outputFileId())).hasSize(LINES);
      assertThat(new TreeSet<>(world.customIds(ALICE, end.outputFileId()))).hasSize(LINES);
      assertThat(world.count("ledger")).isEqualTo(LINES);
      assertThat(world.core.progressedLines(batch.id())).isEqualTo(LINES);
    }
  }
}
