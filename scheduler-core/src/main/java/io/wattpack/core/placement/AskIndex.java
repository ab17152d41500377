package io.wattpack.core.placement;

import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.List;

/**
 * The scores of all nodes for one ask, best first.
 *
 * <p>The invariant after {@link #sync}: each node has the score that its present state gives. Only
 * nodes that came to another class since the last time are looked at again, and the scores of
 * classes seen lately are remembered by their stamps.
 */
final class AskIndex {
  private static final int REMEMBERED_MAX = 1 << 9;

  private final Ask ask;
  private final NodeScorer scorer;
  private final NodeClasses classes;
  private final Topology topology;
  private final NodeCursor cursor;
  private final Fit fit = new Fit();
  private final ScoreTree tree;
  private final int[] scores;
  private final long[] stamps;
  private long seen;

  AskIndex(State state, Ask ask, NodeScorer scorer, NodeClasses classes) {
    this.ask = ask;
    this.scorer = scorer;
    this.classes = classes;
    topology = state.topology();
    cursor = new NodeCursor(state);
    int nodes = topology.nodeCount();
    tree = new ScoreTree(nodes);
    int remembered = Math.min(REMEMBERED_MAX, Integer.highestOneBit(Math.max(1, nodes)));
    scores = new int[remembered];
    stamps = new long[remembered];
    rebuild();
  }

  private void rebuild() {
    for (int node = 0; node < topology.nodeCount(); node++) {
      tree.set(node, scoreOf(node));
    }
    seen = classes.movedCount();
  }

  /** Brings the scores up to the present state; the classes must be. */
  void sync() {
    if (!classes.knowsMoved(seen)) {
      rebuild();
      return;
    }
    long end = classes.movedCount();
    for (long next = seen; next < end; next++) {
      int node = classes.moved(next);
      tree.set(node, scoreOf(node));
    }
    seen = end;
  }

  private int scoreOf(int node) {
    List<Ask.Option> options = ask.optionsOn(topology.gpuModelOfNode(node));
    if (options.isEmpty()) {
      return Misses.otherModel();
    }
    long stamp = classes.stamp(classes.classOf(node));
    int at = (int) stamp & (stamps.length - 1);
    if (stamps[at] != stamp) {
      scores[at] = evaluate(node, options);
      stamps[at] = stamp;
    }
    return scores[at];
  }

  private int evaluate(int node, List<Ask.Option> options) {
    cursor.at(node);
    int best = Misses.otherModel();
    for (int i = 0; i < options.size(); i++) {
      best = Math.max(best, evaluate(options.get(i).shape()));
    }
    return best;
  }

  private int evaluate(Shape shape) {
    if (!Misses.fits(cursor, shape)) {
      return Misses.of(cursor, shape);
    }
    fit.choose(cursor, shape, scorer);
    return Math.max(Misses.SCORE_LEAST, fit.score());
  }

  ScoreTree tree() {
    return tree;
  }
}
