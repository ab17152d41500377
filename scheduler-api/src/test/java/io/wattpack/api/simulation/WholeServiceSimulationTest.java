package io.wattpack.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Kills the whole service at every place where it can die, over and over, and holds it to its
 * promises. {@code -Dwattpack.simulation.seeds=N} runs N fresh seeds, {@code -Dwattpack.seed=S}
 * one.
 */
class WholeServiceSimulationTest {
  private static final int SHORT_TURNS = 30;
  private static final String AGAIN =
      "mvn -pl scheduler-api -am test -Dtest=WholeServiceSimulationTest -Dwattpack.seed=%d"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  /** One with hardware that outlives the service, one with the shipped virtual sites. */
  private static final List<Long> SHORT = List.of(7L, 9L);

  @Test
  void shouldKeepItsPromisesWhenItIsKilledAnywhere() {
    Map<CrashPoint, Integer> crashes = new LinkedHashMap<>();
    long sheds = 0;
    PlacedWork work = PlacedWork.NONE;
    long fleetDrains = 0;
    for (long seed : seeds()) {
      SimulationReport report = run(seed, WholeServiceSimulation.TURNS_MAX, traceFile());
      System.out.println(report);
      report.crashes().forEach((point, times) -> crashes.merge(point, times, Integer::sum));
      requireSubstance(report);
      sheds += report.sheds();
      work = work.and(report.work());
      fleetDrains += report.fleetDrains();
    }
    assertThat(sheds).as("sheds over all runs").isGreaterThanOrEqualTo(5L * seeds().size());
    if (seeds().size() > 1) {
      requireAllKinds(work);
      assertThat(fleetDrains).as("fleet edits that were drains").isPositive();
    }
    List<CrashPoint> missing = new ArrayList<>(CrashPoint.all());
    missing.removeAll(crashes.keySet());
    List<CrashPoint> commits = CrashPoint.ofCommits();
    System.out.printf(
        "crash points covered: %d of %d (around commits: %d of %d)%n",
        crashes.size(),
        CrashPoint.all().size(),
        commits.stream().filter(crashes::containsKey).count(),
        commits.size());
    assertThat(missing).as("crash points that were never hit").isEmpty();
  }

  @Test
  void shouldGoTheSameWayWhenTheSeedIsTheSame() {
    long seed = seeds().getFirst();
    SimulationReport first = run(seed, SHORT_TURNS, null);
    SimulationReport second = run(seed, SHORT_TURNS, null);
    assertThat(second).as(AGAIN.formatted(seed)).isEqualTo(first);
  }

  /** A run in which nothing happens would break no promise. */
  private static void requireSubstance(SimulationReport report) {
    assertThat(report.deaths())
        .as("crashes of %s", report)
        .isGreaterThanOrEqualTo(CrashPoint.all().size());
    assertThat(report.lines()).as("good lines of %s", report).isGreaterThanOrEqualTo(500);
    assertThat(report.linesRefused()).as("bad lines of %s", report).isPositive();
    assertThat(report.tasks()).as("tasks of %s", report).isGreaterThanOrEqualTo(5);
    assertThat(report.sheds()).as("sheds of %s", report).isPositive();
    assertThat(report.nodesLost()).as("lost nodes of %s", report).isPositive();
    assertThat(report.messagesLost()).as("lost messages of %s", report).isGreaterThanOrEqualTo(15);
    assertThat(report.messagesDoubled())
        .as("doubled messages of %s", report)
        .isGreaterThanOrEqualTo(15);
    assertThat(report.spiesRefused()).as("spies of %s", report).isPositive();
    assertThat(report.blobLosses()).as("lost bytes of %s", report).isPositive();
    assertThat(report.settledChecks()).as("steps checked of %s", report).isGreaterThan(200);
    assertThat(report.plansDecidedAgain()).as("plans of %s", report).isGreaterThanOrEqualTo(100);
    assertThat(report.recoveriesCompared())
        .as("recoveries of %s", report)
        .isGreaterThanOrEqualTo(20);
  }

  /** Over all runs each kind of work is placed, and each way to end it taken. */
  private static void requireAllKinds(PlacedWork work) {
    assertThat(work.gangs()).as("gangs").isPositive();
    assertThat(work.slices()).as("slices").isPositive();
    assertThat(work.cpuOnly()).as("tasks without a GPU").isPositive();
    assertThat(work.drained()).as("drained replicas").isPositive();
    assertThat(work.rejected()).as("tasks that did not wait").isPositive();
  }

  private static List<Long> seeds() {
    Long one = Long.getLong("wattpack.seed");
    if (one != null) {
      return List.of(one);
    }
    int count = Integer.getInteger("wattpack.simulation.seeds", 0);
    return count == 0 ? SHORT : LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static @Nullable Path traceFile() {
    String file = System.getProperty("wattpack.simulation.trace");
    return file == null ? null : Path.of(file);
  }

  private static SimulationReport run(long seed, int turnsMax, @Nullable Path traceFile) {
    Path root = TemporaryFolders.create();
    try {
      return WholeServiceSimulation.run(seed, root, turnsMax, traceFile);
    } catch (RuntimeException e) {
      throw new AssertionError(
          "%s%nTo see it again: %s".formatted(e.getMessage(), AGAIN.formatted(seed)), e);
    } finally {
      TemporaryFolders.delete(root);
    }
  }
}
