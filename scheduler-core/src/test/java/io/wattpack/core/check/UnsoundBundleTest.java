package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.ASIC;
import static io.wattpack.core.check.CheckedWorld.BIG;
import static io.wattpack.core.check.CheckedWorld.FIXED;
import static io.wattpack.core.check.CheckedWorld.GRID;
import static io.wattpack.core.check.CheckedWorld.LEFT;
import static io.wattpack.core.check.CheckedWorld.N1;
import static io.wattpack.core.check.CheckedWorld.N2;
import static io.wattpack.core.check.CheckedWorld.POOL;
import static io.wattpack.core.check.CheckedWorld.REASON;
import static io.wattpack.core.check.CheckedWorld.RIGHT;
import static io.wattpack.core.check.CheckedWorld.TASK;
import static io.wattpack.core.check.CheckedWorld.batch;
import static io.wattpack.core.check.CheckedWorld.big;
import static io.wattpack.core.check.CheckedWorld.device;
import static io.wattpack.core.check.CheckedWorld.off;
import static io.wattpack.core.check.CheckedWorld.on;
import static io.wattpack.core.check.CheckedWorld.small;
import static io.wattpack.core.check.CheckedWorld.start;
import static io.wattpack.core.check.CheckedWorld.stop;
import static io.wattpack.core.check.CheckedWorld.task;
import static io.wattpack.core.check.CheckedWorld.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.PoolSized;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which a bundle can be wrong is planted once; the finding must name the thing, the
 * value and the limit.
 */
class UnsoundBundleTest {
  private static final ServiceTier STANDARD = ServiceTier.STANDARD;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"planted", "io.wattpack.core.check.PlantedPlacements#planted"})
  void shouldFindWhatIsWrongWhenABundleIsUnsound(Planted planted) {
    CheckedWorld world = planted.before.apply(new CheckedWorld());

    CheckResult result = world.judge(planted.bundle.toArray(Decision[]::new));

    assertThat(result.finding()).isEqualTo(planted.finding);
  }

  /** Judging must leave no trace: otherwise the second answer differs from the first. */
  @ParameterizedTest(name = "{0}")
  @MethodSource({"planted", "io.wattpack.core.check.PlantedPlacements#planted"})
  void shouldGiveTheSameFindingWhenAskedTwice(Planted planted) {
    CheckedWorld world = planted.before.apply(new CheckedWorld());
    Decision[] bundle = planted.bundle.toArray(Decision[]::new);

    CheckResult first = world.judge(bundle);

    assertThat(world.judge(bundle)).isEqualTo(first);
    assertThat(Recount.of(world.checker)).isEqualTo(Recount.booked(world.checker));
  }

  record Planted(
      String name, UnaryOperator<CheckedWorld> before, List<Decision> bundle, String finding) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Planted bad(
      String name, UnaryOperator<CheckedWorld> before, String finding, Decision... bundle) {
    return new Planted(name, before, List.of(bundle), finding);
  }

  static List<Planted> planted() {
    return List.of(
        bad(
            "a rise above the cap of its own domain",
            world -> world.limit(LEFT, 914),
            "Replica r-1 raises power domain left by 495 W to 915 W, above its cap of 914 W.",
            big(1, 0)),
        bad(
            "a rise above the cap of an ancestor",
            world -> world.limit(GRID, 2334),
            "Replica r-1 raises power domain grid by 495 W to 1835 W, above its cap of 1834 W.",
            big(1, 0)),
        bad(
            "two rises that only fit one by one",
            world -> world.limit(LEFT, 1000),
            "Replica r-2 raises power domain left by 495 W to 1410 W, above its cap of 1000 W.",
            big(1, 0),
            big(2, 1)),
        bad(
            "a rise paid with a fall that is not confirmed",
            world -> world.carriedOut(big(1, 0)).limit(LEFT, 915),
            "Replica r-2 raises power domain left by 495 W to 1410 W, above its cap of 915 W.",
            stop(1),
            big(2, 1)),
        bad(
            "a start of 0 W in a domain in breach",
            world -> world.carriedOut(small(1, 0)).limit(RIGHT, 500),
            "Replica r-2 starts under power domain right, which is in breach: its ceiling is 910 W, its cap 500 W.",
            small(2, 0)),
        bad(
            "a start below an ancestor in breach",
            world -> world.carriedOut(small(1, 0)).limit(GRID, 0),
            "Replica r-2 starts under power domain grid, which is in breach: its ceiling is 1430 W, its cap 0 W.",
            small(2, 0)),
        bad(
            "a whole GPU booked twice",
            world -> world.carriedOut(big(1, 0)),
            "GPU n1:0 is booked twice: 1000 thousandths asked, 1000 of 1000 already booked.",
            big(2, 0)),
        bad(
            "shares of one GPU above the whole",
            world -> world.submitted("task", work(1, 501, 100)).carriedOut(small(1, 0)),
            "GPU n2:0 is booked twice: 501 thousandths asked, 500 of 1000 already booked.",
            task(2, device(N2, 0, 501, 100))),
        bad(
            "memory of one GPU above its size",
            world -> world.submitted("task", work(1, 500, 301)).carriedOut(small(1, 0)),
            "The memory of GPU n2:0 is booked twice: 301 MiB asked, 200 of 500 MiB already booked.",
            task(2, device(N2, 0, 500, 301))),
        bad(
            "one GPU booked twice inside the bundle",
            world -> world,
            "GPU n1:3 is booked twice: 1000 thousandths asked, 1000 of 1000 already booked.",
            big(1, 3),
            big(2, 3)),
        bad(
            "a GPU of a replica that is still draining",
            world -> world.carriedOut(big(1, 0)).carriedOut(stop(1)),
            "GPU n1:0 is booked twice: 1000 thousandths asked, 1000 of 1000 already booked.",
            big(2, 0)),
        bad(
            "an unknown node",
            world -> world,
            "Replica r-1 is placed on node n9, which does not exist.",
            start(1, POOL, STANDARD, 0, device(new NodeId("n9"), 0, 1000, 800))),
        bad(
            "a slot the node does not have",
            world -> world,
            "Replica r-1 is placed on slot 4 of node n1, which has 4 GPUs.",
            big(1, 4)),
        bad(
            "one slot twice in a replica",
            world -> world.submitted("task", work(2, 1000, 100)),
            "Replica r-1 takes slot 1 of node n1 twice.",
            task(1, device(N1, 1, 1000, 100), device(N1, 1, 1000, 100))),
        bad(
            "a replica over two nodes",
            world -> world.submitted("task", work(2, 1000, 100)),
            "Replica r-1 has GPUs of the models big and small, but may have one model only.",
            task(1, device(N1, 1, 1000, 100), device(N2, 1, 1000, 100))),
        bad(
            "a GPU model without a profile for such a booking",
            world -> world,
            "Replica r-1 fits no profile of model chat on GPU model small: it takes 1 GPUs, 1000 thousandths and"
                + " 800 MiB of the first.",
            start(1, POOL, STANDARD, 0, device(N2, 0, 1000, 800))),
        bad(
            "less memory than the profile needs",
            world -> world,
            "Replica r-1 fits no profile of model chat on GPU model big: it takes 1 GPUs, 1000 thousandths and"
                + " 799 MiB of the first.",
            start(1, POOL, STANDARD, 0, device(N1, 0, 1000, 799))),
        bad(
            "a replica number used before",
            world -> world.carriedOut(big(1, 0)).gone(1, StopCause.FAILED),
            "Replica r-1 is not new: numbers up to 1 were used.",
            big(1, 0)),
        bad(
            "an unknown pool",
            world -> world,
            "Replica r-1 starts for pool other/standard, which the fleet does not have.",
            start(
                1,
                new PoolId(new ModelId("other"), STANDARD),
                STANDARD,
                0,
                device(N1, 0, 1000, 800))),
        bad(
            "one replica more than the pool may have",
            world -> world.carriedOut(big(1, 0), big(2, 1), big(3, 2)),
            "Replica r-4 is one too many for pool chat/standard: it has 3 of at most 3.",
            big(4, 3)),
        bad(
            "a pool's replica at another tier",
            world -> world,
            "Replica r-1 starts at tier interactive, but its owner chat/standard is standard.",
            start(1, POOL, ServiceTier.INTERACTIVE, 0, device(N1, 0, 1000, 800))),
        bad(
            "a pool's replica with an end",
            world -> world,
            "Replica r-1 of pool chat/standard is to end after 7 ms, but a pool's replica has no end.",
            start(1, POOL, STANDARD, 7, device(N1, 0, 1000, 800))),
        bad(
            "a pool above its largest size",
            world -> world,
            "Pool chat/standard is to have 4 replicas, but may have 1 to 3.",
            new PoolSized(POOL, 4, REASON)),
        bad(
            "a pool below its least size",
            world -> world,
            "Pool chat/standard is to have 0 replicas, but may have 1 to 3.",
            new PoolSized(POOL, 0, REASON)),
        bad(
            "an unknown task",
            world -> world,
            "Replica r-1 starts for job task, which is unknown or has ended.",
            task(1, device(N1, 0, 1000, 100))),
        bad(
            "a task that was cancelled while it waited",
            world -> world.submitted("task", work(1, 1000, 100)).happens(new JobCancelled(TASK)),
            "Replica r-1 starts for job task, which is unknown or has ended.",
            task(1, device(N1, 0, 1000, 100))),
        bad(
            "a task that ran to its end",
            world ->
                world
                    .submitted("task", work(1, 1000, 100))
                    .carriedOut(task(1, device(N1, 0, 1000, 100)))
                    .gone(1, StopCause.COMPLETED),
            "Replica r-2 starts for job task, which is unknown or has ended.",
            task(2, device(N1, 0, 1000, 100))),
        bad(
            "a second replica of a task",
            world ->
                world
                    .submitted("task", work(1, 1000, 100))
                    .carriedOut(task(1, device(N1, 0, 1000, 100))),
            "Replica r-2 starts for job task, which has a replica already.",
            task(2, device(N1, 1, 1000, 100))),
        bad(
            "a replica of a batch",
            world -> world.submitted("task", batch()),
            "Replica r-1 starts for job task, which is a batch: its replicas belong to pools.",
            task(1, device(N1, 0, 1000, 100))),
        bad(
            "a task at another tier",
            world -> world.submitted("task", work(1, 1000, 100)),
            "Replica r-1 starts at tier standard, but its owner task is flex.",
            start(1, TASK, STANDARD, 5000, device(N1, 0, 1000, 100))),
        bad(
            "a task on a GPU model it does not accept",
            world -> world.submitted("task", work(1, 1000, 100, BIG)),
            "Replica r-1 is placed on GPU model small, but job task accepts [big].",
            task(1, device(N2, 0, 1000, 100))),
        bad(
            "fewer GPUs than the task asked for",
            world -> world.submitted("task", work(2, 1000, 100)),
            "Replica r-1 takes 1 GPUs, 1000 thousandths and 100 MiB of the first for 5000 ms, but job task asked"
                + " for 2 GPUs, 1000 thousandths and 100 MiB of each for 5000 ms.",
            task(1, device(N1, 0, 1000, 100))),
        bad(
            "a stop of a replica that never was",
            world -> world,
            "Replica r-5 is to stop, but none of that number lives.",
            stop(5)),
        bad(
            "a second stop",
            world -> world.carriedOut(big(1, 0), stop(1)),
            "Replica r-1 is to stop, but it is DRAINING.",
            stop(1)),
        bad(
            "an unknown miner group",
            world -> world,
            "Miner group ghost is to be switched, but the fleet has none of that name.",
            on(new MinerGroupId("ghost"))),
        bad(
            "a miner group without an actuator",
            world -> world,
            "Miner group fixed is to be switched, but it has no actuator.",
            off(FIXED)),
        bad(
            "a miner group switched on twice",
            world -> world.carriedOut(on(ASIC)),
            "Miner group asic is to run 3 steps, more than the 3 it is told to run already.",
            on(ASIC, 3, 2)),
        bad(
            "a miner group switched off while it is off",
            world -> world,
            "Miner group asic is to run 0 steps, fewer than the 0 it is told to run already.",
            off(ASIC)),
        bad(
            "more steps than a miner group has",
            world -> world,
            "Miner group asic is to run 4 steps, but has 3.",
            on(ASIC, 4, 1)),
        bad(
            "an order to miners without a number of its own",
            world -> world.carriedOut(on(ASIC, 1, 7)),
            "The order to miner group asic has the number 7, but 7 was given before.",
            on(ASIC, 2, 7)),
        bad(
            "more steps of miners while others go off",
            world -> world.carriedOut(on(ASIC), off(ASIC, 1, 2)),
            "Miner group asic is to run more steps while others are on their way off.",
            on(ASIC, 2, 3)),
        bad(
            "one step of miners above the cap",
            world -> world.carriedOut(on(ASIC, 1, 1)).limit(LEFT, 1419),
            "Miner group asic raises power domain left by 500 W to 1420 W, above its cap of 1419 W.",
            on(ASIC, 2, 2)),
        bad(
            "a miner group above the cap",
            world -> world.limit(LEFT, 1919),
            "Miner group asic raises power domain left by 1500 W to 1920 W, above its cap of 1919 W.",
            on(ASIC)),
        bad(
            "a miner group on again too soon",
            world ->
                world
                    .carriedOut(on(ASIC), off(ASIC))
                    .happens(new MinerStopped(ASIC, 0, 2))
                    .after(59_999),
            "Miner group asic is to be switched on after 59999 ms off, but must stay off for 60000 ms.",
            on(ASIC, 3, 3)));
  }
}
