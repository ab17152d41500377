package io.wattpack.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.Node;
import io.wattpack.core.placement.PlacementStream.Question;
import io.wattpack.core.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Nodes share a class exactly while a policy can see no difference between them. */
class NodeClassesTest {
  private static final int WORLDS = 12;
  private static final int TURNS = 250;
  private static final long SEED = Long.getLong("wattpack.placement.seed", 31_260_101L);

  @Property(tries = WORLDS, shrinking = ShrinkingMode.OFF)
  void shouldBeAsCountedFromNothing(@ForAll("worlds") long world) {
    PlacementStream stream = new PlacementStream(new SplittableRandom(SEED + world), false);
    State state = stream.state();
    Classes classes = new Classes(state);
    for (int turn = 0; turn < TURNS; turn++) {
      turn(stream);
      if (stream.random().nextInt(10) == 0) {
        stream.suppose(
            () -> {
              turn(stream);
              classes.compare(stream, SEED + world);
            });
      }
      if (stream.random().nextInt(3) == 0) {
        classes.compare(stream, SEED + world);
      }
    }
  }

  private static void turn(PlacementStream stream) {
    if (stream.random().nextInt(3) == 0) {
      stream.happen();
      return;
    }
    Placer placer = new Placer(stream.state());
    Question question = stream.question();
    Answer answer = placer.find(question.ask(placer, stream.state()), Headrooms.FREE, null);
    if (answer instanceof Answer.Placed placed) {
      stream.start(question, placed);
    }
  }

  /** The classes of a fleet, and what was ever said of each class and stamp. */
  private static final class Classes {
    private final State state;
    private final TreeMap<String, String> sights = new TreeMap<>();
    private NodeClasses classes;
    private Object world;

    Classes(State state) {
      this.state = state;
      world = state.world();
      classes = new NodeClasses(state, true);
    }

    @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
    void compare(PlacementStream stream, long seed) {
      if (world != state.world()) {
        world = state.world();
        classes = new NodeClasses(state, true);
        sights.clear();
      }
      classes.sync();
      TreeMap<String, Integer> classOfSight = new TreeMap<>();
      for (Node node : stream.books().fleet().nodes()) {
        int index = state.topology().nodeOf(node.id());
        String sight = sightOf(stream.books(), node);
        int found = classes.classOf(index);
        String stamped = found + "/" + classes.stamp(found);
        assertThat(sights.computeIfAbsent(stamped, unknown -> sight))
            .as("seed %d: what class %s shows of %s", seed, stamped, node.id())
            .isEqualTo(sight);
        assertThat(classOfSight.computeIfAbsent(sight, unknown -> found))
            .as("seed %d: the class of %s", seed, sight)
            .isEqualTo(found);
      }
    }

    /** All that a policy can see of a node, by its books. */
    private static String sightOf(WorldBooks books, Node node) {
      CountedNode view = new CountedNode(books, node, 0);
      List<Object> sight = new ArrayList<>();
      sight.addAll(List.of(node.gpuModel(), node.gpuCount(), node.linkedGpus(), view.riseWatts()));
      sight.addAll(List.of(view.cpuMilli(), view.cpuMilliFree(), view.hostMemoryFree()));
      sight.addAll(List.of(view.isNodeOpen(), view.nodeTaints(), view.kindsHosted(), node.host()));
      for (int slot = 0; slot < node.gpuCount(); slot++) {
        sight.addAll(List.of(view.milliFree(slot), view.memoryFree(slot), view.slicesUsed(slot)));
        sight.addAll(List.of(view.isOpen(slot), view.taints(slot)));
        for (int profile = 0; profile < view.migLayout().profiles().size(); profile++) {
          boolean isScarce = view.migLayout().profiles().get(profile).countMax() == 1;
          sight.add(isScarce ? view.sliceCount(slot, profile) : 0);
        }
      }
      return sight.toString();
    }
  }

  @Provide
  Arbitrary<Long> worlds() {
    return Arbitraries.longs().between(0, WORLDS - 1);
  }
}
