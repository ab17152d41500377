package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.REASON;
import static io.wattpack.core.check.CheckedWorld.TASK;
import static io.wattpack.core.check.CheckedWorld.batch;
import static io.wattpack.core.check.CheckedWorld.device;
import static io.wattpack.core.check.GangFleet.F1;
import static io.wattpack.core.check.GangFleet.G1;
import static io.wattpack.core.check.GangFleet.G2;
import static io.wattpack.core.check.GangFleet.G3;
import static io.wattpack.core.check.GangFleet.GANG;
import static io.wattpack.core.check.GangFleet.H1;
import static io.wattpack.core.check.GangFleet.H2;
import static io.wattpack.core.check.GangFleet.WIDE;
import static io.wattpack.core.check.GangFleet.chat;
import static io.wattpack.core.check.GangFleet.cut;
import static io.wattpack.core.check.GangFleet.gpu;
import static io.wattpack.core.check.GangFleet.needs;
import static io.wattpack.core.check.GangFleet.on;
import static io.wattpack.core.check.GangFleet.replica;
import static io.wattpack.core.check.GangFleet.slice;
import static io.wattpack.core.check.GangFleet.small;
import static io.wattpack.core.check.GangFleet.task;
import static io.wattpack.core.check.GangFleet.tiny;
import static io.wattpack.core.check.GangFleet.work;

import io.wattpack.core.check.UnsoundBundleTest.Planted;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.TaskRejected;
import java.util.List;
import java.util.stream.Stream;

/** Ways in which a bundle can be wrong on the {@link GangFleet}. */
final class PlantedPlacements {
  private static final List<HostBooking> TWO_RACKS = List.of(on(G1), on(G2));

  private PlantedPlacements() {}

  private static Planted bad(String name, String finding, Decision... bundle) {
    return new Planted(name, world -> GangFleet.world(), List.of(bundle), finding);
  }

  private static Planted bad(String name, JobWork work, String finding, Decision... bundle) {
    return new Planted(
        name, world -> GangFleet.world().submitted("task", work), List.of(bundle), finding);
  }

  private static Planted closed(String name, Place place, Closure closure, String finding) {
    return new Planted(
        name,
        world -> GangFleet.world().happens(new PlaceClosed(place, closure, null)),
        List.of(chat(1, G1, 3)),
        finding);
  }

  static List<Planted> planted() {
    return Stream.of(hosts(), gangs(), slices(), links(), spread(), closures(), taints(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Planted> hosts() {
    return List.of(
        bad(
            "more cores than the node has",
            work(0, needs(7001, 0), 1),
            "The cores of node g1 are booked twice: 7001 thousandths asked, 1000 of 8000 already booked.",
            chat(1, G1, 0),
            task(2, List.of(on(G1, 7001, 0)))),
        bad(
            "more main memory than the node has",
            work(0, needs(0, 901), 1),
            "The main memory of node g1 is booked twice: 901 MiB asked, 100 of 1000 MiB already booked.",
            chat(1, G1, 0),
            task(2, List.of(on(G1, 0, 901)))),
        bad(
            "members of one node that only fit one by one",
            work(0, needs(4001, 0), 2),
            "The cores of node g1 are booked twice: 4001 thousandths asked, 4001 of 8000 already booked.",
            task(1, List.of(on(G1, 4001, 0), on(G1, 4001, 0)))),
        bad(
            "fewer cores than the profile asks for",
            "Replica r-1 books 999 thousandths of a core and 100 MiB of node g1, but chat/standard asked for 1000"
                + " and 100 MiB.",
            replica(1, GangFleet.CHAT, List.of(on(G1, 999, 100)), gpu(G1, 0, 800))),
        bad(
            "a member with less main memory than the task asked for",
            work(0, needs(0, 10), 2),
            "Replica r-1 books 0 thousandths of a core and 9 MiB of node g2, but task asked for 0 and 10 MiB.",
            task(1, List.of(on(G1, 0, 10), on(G2, 0, 9)))));
  }

  private static List<Planted> gangs() {
    return List.of(
        bad(
            "a member without its GPU",
            work(1, NodeNeeds.NONE, 2),
            "Replica r-1 has 1 GPUs for 2 members, which gives them no equal parts.",
            task(1, TWO_RACKS, gpu(G1, 0, 100))),
        bad(
            "a GPU on the node of another member",
            work(1, NodeNeeds.NONE, 2),
            "Member 2 of replica r-1 is on node g2, but one of its GPUs is on node g1.",
            task(1, TWO_RACKS, gpu(G1, 0, 100), gpu(G1, 1, 100))),
        bad(
            "fewer members than the task asked for",
            work(1, NodeNeeds.NONE, 3),
            "Replica r-1 takes 2 GPUs, 1000 thousandths and 100 MiB of the first, for 2 members for 5000 ms, but job"
                + " task asked for 1 GPUs, 1000 thousandths and 100 MiB of each for each of 3 members for 5000 ms.",
            task(1, TWO_RACKS, gpu(G1, 0, 100), gpu(G2, 0, 100))),
        bad(
            "as many GPUs as the profile has, but on one member",
            "Replica r-1 fits no profile of model gang on GPU model big: it takes 4 GPUs, 1000 thousandths and 800 MiB"
                + " of the first.",
            replica(
                1,
                GANG,
                List.of(on(G1)),
                gpu(G1, 0, 800),
                gpu(G1, 1, 800),
                gpu(G1, 2, 800),
                gpu(G1, 3, 800))),
        bad(
            "members at two sites",
            work(1, NodeNeeds.NONE, 2),
            "Replica r-1 has members at the sites a and b, but may have them at one only.",
            task(1, List.of(on(G1), on(H2)), gpu(G1, 0, 100), gpu(H2, 0, 100))),
        bad(
            "members with two GPU models",
            work(1, NodeNeeds.NONE, 2),
            "Replica r-1 has GPUs of the models cut and big, but may have one model only.",
            task(1, List.of(on(H1), on(H2)), gpu(H1, 0, 100), gpu(H2, 0, 100))),
        bad(
            "one GPU for two members",
            work(1, NodeNeeds.NONE, 2),
            "Replica r-1 takes slot 3 of node g1 twice.",
            task(1, List.of(on(G1), on(G1)), gpu(G1, 3, 100), gpu(G1, 3, 100))),
        bad(
            "a member on a node that does not exist",
            work(0, NodeNeeds.NONE, 2),
            "Replica r-1 is placed on node g9, which does not exist.",
            task(1, List.of(on(G1), on(new NodeId("g9"))))),
        bad(
            "a GPU for work that asked for none",
            work(0, NodeNeeds.NONE, 1),
            "Replica r-1 takes 1 GPUs, 1000 thousandths and 100 MiB of the first for 5000 ms, but job task asked for no"
                + " GPU for 5000 ms.",
            task(1, List.of(on(G1)), gpu(G1, 0, 100))),
        bad(
            "no GPU for work that asked for one",
            work(1, NodeNeeds.NONE, 1),
            "Replica r-1 takes no GPU, for 1 members for 5000 ms, but job task asked for 1 GPUs, 1000 thousandths and"
                + " 100 MiB of each for 5000 ms.",
            task(1, List.of(on(G1)))));
  }

  private static List<Planted> slices() {
    return List.of(
        bad(
            "a slice the GPU model does not have",
            work(1, slice("1g.9gb"), 1),
            "GPU h1:0 is to be cut into 1g.9gb, but its model cut has no such MIG profile.",
            task(1, List.of(on(H1)), cut(0, "1g.9gb", 0, 142, 100))),
        bad(
            "a slice where it may not begin",
            work(1, slice("3g.20gb"), 1),
            "Slice 3g.20gb of GPU h1:0 begins at 2, but may begin at [0, 4].",
            task(1, List.of(on(H1)), cut(0, "3g.20gb", 2, 428, 19073))),
        bad(
            "a slice that begins nowhere",
            work(1, slice("3g.20gb"), 1),
            "Slice 3g.20gb of GPU h1:0 begins at 40, but may begin at [0, 4].",
            task(1, List.of(on(H1)), cut(0, "3g.20gb", 40, 428, 19073))),
        bad(
            "a slice booked with too little",
            work(1, slice("1g.5gb"), 1),
            "Slice 1g.5gb of GPU h1:0 is booked with 141 thousandths and 4768 MiB, but has 142 and 4768 MiB.",
            task(1, List.of(on(H1)), cut(0, "1g.5gb", 0, 141, 4768))),
        bad(
            "a slice over another",
            work(1, slice("2g.10gb"), 1),
            "Slice 2g.10gb at 2 of GPU h1:0 overlaps slice 1g.5gb at 3, which is in use.",
            tiny(1, small(0, 3)),
            task(2, List.of(on(H1)), cut(0, "2g.10gb", 2, 285, 9536))),
        new Planted(
            "more slices of a profile than the GPU takes",
            world ->
                GangFleet.world()
                    .submitted("task", work(1, slice("1g.5gb+me"), 1))
                    .carriedOut(task(1, List.of(on(H1)), cut(0, "1g.5gb+me", 0, 142, 4768)))
                    .submitted("other", work(1, slice("1g.5gb+me"), 1)),
            List.of(
                GangFleet.start(
                    2,
                    new JobId("other"),
                    ServiceTier.FLEX,
                    5000,
                    List.of(on(H1)),
                    cut(0, "1g.5gb+me", 1, 142, 4768))),
            "GPU h1:0 holds 1 slices 1g.5gb+me already, of at most 1."),
        bad(
            "a slice of a GPU that is shared",
            work(1, 100, NodeNeeds.NONE, 1),
            "GPU h1:0 is to be cut into slices, but is booked as a whole or by share.",
            task(1, List.of(on(H1)), device(H1, 0, 100, 100)),
            tiny(2, small(0, 0))),
        bad(
            "a share of a GPU that is cut",
            work(1, 100, NodeNeeds.NONE, 1),
            "GPU h1:0 is booked as a whole or by share, but is cut into slices.",
            tiny(1, small(0, 6)),
            task(2, List.of(on(H1)), device(H1, 0, 100, 100))),
        bad(
            "a slice for work that asked for a share",
            work(1, 142, NodeNeeds.NONE, 1),
            "Replica r-1 takes 1 GPUs, 142 thousandths and 4768 MiB of the first as slice 1g.5gb for 5000 ms, but job"
                + " task asked for 1 GPUs, 142 thousandths and 100 MiB of each for 5000 ms.",
            task(1, List.of(on(H1)), small(0, 0))),
        bad(
            "another slice than the task asked for",
            work(1, slice("2g.10gb"), 1),
            "Replica r-1 takes 1 GPUs, 142 thousandths and 4768 MiB of the first as slice 1g.5gb for 5000 ms, but job"
                + " task asked for one slice 2g.10gb for 5000 ms.",
            task(1, List.of(on(H1)), small(0, 0))));
  }

  private static List<Planted> links() {
    NodeNeeds linked = new NodeNeeds(0, needs(0, 0).memory(), true, null);
    return List.of(
        bad(
            "GPUs of two NVLink groups",
            "Replica r-1 needs GPUs joined by NVLink, but slots 1 and 2 of node g1 are not: it joins 2.",
            replica(1, WIDE, List.of(on(G1)), gpu(G1, 1, 800), gpu(G1, 2, 800))),
        bad(
            "GPUs of a node without NVLink",
            "Replica r-1 needs GPUs joined by NVLink, but slots 0 and 1 of node g2 are not: it joins 1.",
            replica(1, WIDE, List.of(on(G2)), gpu(G2, 0, 800), gpu(G2, 1, 800))),
        bad(
            "a second member whose GPUs are not joined",
            work(2, linked, 2),
            "Replica r-1 needs GPUs joined by NVLink, but slots 0 and 1 of node g2 are not: it joins 1.",
            task(
                1, TWO_RACKS, gpu(G1, 0, 100), gpu(G1, 1, 100), gpu(G2, 0, 100), gpu(G2, 1, 100))));
  }

  private static List<Planted> spread() {
    return List.of(
        bad(
            "one replica too many under a feeder",
            "Replica r-3 is one too many of chat/standard in feeder f1: it would hold 3 of at most 2.",
            chat(1, G1, 0),
            chat(2, G1, 1),
            replica(3, GangFleet.CHAT, List.of(on(G2, 1000, 100)), gpu(G2, 0, 800))),
        bad(
            "a gang with one member too many in a rack",
            "Replica r-2 is one too many of gang/standard in rack k2: it would hold 4 of at most 3.",
            replica(
                1,
                GANG,
                List.of(on(G2), on(G2)),
                gpu(G2, 0, 800),
                gpu(G2, 1, 800),
                gpu(G2, 2, 800),
                gpu(G2, 3, 800)),
            replica(
                2,
                GANG,
                List.of(on(G2), on(G2)),
                gpu(G2, 0, 800),
                gpu(G2, 1, 800),
                gpu(G2, 2, 800),
                gpu(G2, 3, 800))),
        bad(
            "two members of a task on one node",
            work(1, NodeNeeds.NONE, 2, new SpreadLimit(SpreadLevel.NODE, 1)),
            "Replica r-1 is one too many of task in node g1: it would hold 2 of at most 1.",
            task(1, List.of(on(G1), on(G1)), gpu(G1, 0, 100), gpu(G1, 1, 100))),
        bad(
            "members of a task in one GPU container",
            work(0, NodeNeeds.NONE, 2, new SpreadLimit(SpreadLevel.GPU_CONTAINER, 1)),
            "Replica r-1 is one too many of task in gpu-container b1: it would hold 2 of at most 1.",
            task(1, TWO_RACKS)),
        bad(
            "members of a task at one site",
            work(0, NodeNeeds.NONE, 2, new SpreadLimit(SpreadLevel.SITE, 1)),
            "Replica r-1 is one too many of task in site a: it would hold 2 of at most 1.",
            task(1, List.of(on(G1), on(G3)))));
  }

  private static List<Planted> closures() {
    return List.of(
        closed(
            "a start at a cordoned site",
            GangFleet.A,
            Closure.CORDONED,
            "Replica r-1 is placed in a, which is cordoned."),
        closed(
            "a start in a drained GPU container",
            GangFleet.B1,
            Closure.DRAINED,
            "Replica r-1 is placed in b1, which is drained."),
        closed(
            "a start on a cordoned node",
            G1,
            Closure.CORDONED,
            "Replica r-1 is placed in g1, which is cordoned."),
        closed(
            "a start on a drained GPU",
            new GpuId(G1, 3),
            Closure.DRAINED,
            "Replica r-1 is placed in g1:3, which is drained."),
        new Planted(
            "a start on a node that is gone",
            world -> GangFleet.world().happens(new NodeReadinessChanged(G1, false)),
            List.of(chat(1, G1, 0)),
            "Replica r-1 is placed on node g1, which is gone."),
        new Planted(
            "a second member on a node that is gone",
            world ->
                GangFleet.world()
                    .submitted("task", work(0, NodeNeeds.NONE, 2))
                    .happens(new NodeReadinessChanged(G2, false)),
            List.of(task(1, TWO_RACKS)),
            "Replica r-1 is placed on node g2, which is gone."));
  }

  private static List<Planted> taints() {
    return List.of(
        bad(
            "work at a site it does not tolerate",
            tolerating("cold"),
            "Replica r-1 is placed in h2, which is tainted foreign, but task does not tolerate that.",
            task(1, List.of(on(H2)))),
        bad(
            "work in a GPU container it does not tolerate",
            tolerating("night", "lab"),
            "Replica r-1 is placed in g3, which is tainted cold, but task does not tolerate that.",
            task(1, List.of(on(G3)))),
        bad(
            "work on a node it does not tolerate",
            tolerating("cold", "lab"),
            "Replica r-1 is placed in g3, which is tainted night, but task does not tolerate that.",
            task(1, List.of(on(G3)))),
        bad(
            "work on a GPU it does not tolerate",
            tolerating(1, "cold", "night"),
            "Replica r-1 is placed in g3:1, which is tainted lab, but task does not tolerate that.",
            task(1, List.of(on(G3)), gpu(G3, 1, 100))));
  }

  private static TaskWork tolerating(String... keys) {
    return tolerating(0, keys);
  }

  private static TaskWork tolerating(int gpus, String... keys) {
    TaskWork work = work(gpus, NodeNeeds.NONE, 1);
    return new TaskWork(
        work.gpuCount(),
        work.share(),
        work.memory(),
        List.of(),
        work.runMillis(),
        work.needs(),
        1,
        new PlacementRules(List.of(), List.of(keys)),
        true);
  }

  private static List<Planted> others() {
    return List.of(
        new Planted(
            "a gang whose members only fit one by one under their feeder",
            world ->
                GangFleet.world().submitted("task", work(1, NodeNeeds.NONE, 2)).limit(F1, 1299),
            List.of(task(1, TWO_RACKS, gpu(G1, 0, 100), gpu(G2, 0, 100))),
            "Replica r-1 raises power domain f1 by 900 W to 1300 W, above its cap of 1299 W."),
        new Planted(
            "work without GPUs in a breach",
            world -> GangFleet.world().submitted("task", work(0, NodeNeeds.NONE, 1)).limit(F1, 399),
            List.of(task(1, List.of(on(G1)))),
            "Replica r-1 starts under power domain f1, which is in breach: its ceiling is 400 W, its cap 399 W."),
        bad(
            "an unknown task that is rejected",
            "Job task is to be rejected, but is unknown or has ended.",
            rejected()),
        bad(
            "a task that waits for room, but is rejected",
            work(1, NodeNeeds.NONE, 1),
            "Job task is to be rejected, but waits for room.",
            rejected()),
        new Planted(
            "a batch that is rejected",
            world -> world.submitted("task", batch()),
            List.of(rejected()),
            "Job task is to be rejected, but waits for room."),
        bad(
            "a task that runs, but is rejected",
            hasty(),
            "Job task is to be rejected, but runs.",
            task(1, List.of(on(G1))),
            rejected()),
        bad(
            "a task that is rejected twice",
            hasty(),
            "Job task is to be rejected, but is unknown or has ended.",
            rejected(),
            rejected()));
  }

  private static Decision rejected() {
    return new TaskRejected(TASK, REASON);
  }

  /** Work that does not wait. */
  static TaskWork hasty() {
    TaskWork work = work(0, NodeNeeds.NONE, 1);
    return new TaskWork(
        work.gpuCount(),
        work.share(),
        work.memory(),
        List.of(),
        work.runMillis(),
        work.needs(),
        1,
        PlacementRules.NONE,
        false);
  }
}
