package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.explain.Candidate;
import io.wattpack.core.explain.Explanation;
import io.wattpack.core.explain.FilterCount;
import io.wattpack.core.explain.NearMiss;
import io.wattpack.core.explain.NearMiss.Lack;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomainId;
import org.junit.jupiter.api.Test;

/** What is said of a job is what a search would find. */
class ExplanationTest {
  @Test
  void shouldCountWhatEachFilterRulesOutAndNameTheNearestMiss() {
    Scene scene =
        given(threeNodes())
            .happens(new PlaceClosed(new NodeId("n3"), Closure.CORDONED, null))
            .task("t1", STANDARD, 2, 1000)
            .task("t2", STANDARD, 2, 1000)
            .task("t3", STANDARD, 2, 1000)
            .steps();

    Explanation why = explain(scene, "t3");

    assertThat(why.removed())
        .containsExactly(new FilterCount("free-gpu", 2), new FilterCount("open", 1));
    assertThat(why.nearest())
        .isEqualTo(new NearMiss(new NodeId("n3"), "open", Lack.OPEN_PLACE, 0, null));
    assertThat(why.placed()).isEmpty();
    assertThat(why.best()).isNull();
  }

  @Test
  void shouldNameTheWattsThatLackAtTheDomain() {
    Scene scene = given(threeNodes()).limit("solo", 900).task("t1", STANDARD, 2, 1000).steps();

    NearMiss nearest = explain(scene, "t1").nearest();

    assertThat(nearest).isNotNull();
    assertThat(nearest.lack()).isEqualTo(Lack.WATTS);
    assertThat(nearest.domain()).isEqualTo(new PowerDomainId("solo"));
    assertThat(nearest.amount()).isPositive();
  }

  @Test
  void shouldShowTheWinnerWhereTheTaskRunsAndTheRunnerUp() {
    Scene scene = given(threeNodes()).task("t1", STANDARD, 1, 500).steps();

    Explanation why = explain(scene, "t1");

    assertThat(why.candidates()).isEqualTo(3);
    assertThat(why.placed()).containsExactly(new NodeId("n1"));
    assertThat(why.best()).extracting(Candidate::node).isEqualTo(new NodeId("n1"));
    assertThat(why.runnerUp()).extracting(Candidate::node).isEqualTo(new NodeId("n2"));
    assertThat(why.nearest()).isNull();
  }

  @Test
  void shouldLeaveNoTrace() {
    Scene scene = given(threeNodes()).task("t1", STANDARD, 1, 500).steps();
    long before = scene.engine.digest();

    explain(scene, "t1");

    assertThat(scene.engine.digest()).isEqualTo(before);
    assertThat(scene.engine.explain(new JobId("nobody"))).isNull();
  }

  private static Explanation explain(Scene scene, String job) {
    Explanation why = scene.engine.explain(new JobId(job));
    assertThat(why).isNotNull();
    return why;
  }

  private static FleetFixture threeNodes() {
    return fleet()
        .site("solo", 100_000)
        .node("n1", "solo", 2)
        .node("n2", "solo", 2)
        .node("n3", "solo", 2);
  }
}
