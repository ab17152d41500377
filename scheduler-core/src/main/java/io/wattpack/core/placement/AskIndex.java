package io.wattpack.core.placement;

import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.NodeChanges;
import io.wattpack.core.state.State;
import java.util.Arrays;
import java.util.List;

/**
 * The scores of all nodes for one ask, best first.
 *
 * <p>The invariant after {@link #sync}: each node has the score that its present state gives.
 * Scores are kept by class; only nodes that changed since the last time are looked at again.
 */
final class AskIndex {
  private final Ask ask;
  private final NodeScorer scorer;
  private final NodeClasses classes;
  private final NodeChanges changes;
  private final NodeCursor cursor;
  private final Fit fit = new Fit();
  private final ScoreTree tree;
  private int[] scores = new int[0];
  private int[] stamps = new int[0];
  private long seen;

  AskIndex(State state, Ask ask, NodeScorer scorer, NodeClasses classes) {
    this.ask = ask;
    this.scorer = scorer;
    this.classes = classes;
    changes = state.devices().changes();
    cursor = new NodeCursor(state);
    tree = new ScoreTree(state.topology().nodeCount());
    rebuild(state.topology().nodeCount());
  }

  private void rebuild(int nodes) {
    for (int node = 0; node < nodes; node++) {
      tree.set(node, scoreOf(node));
    }
    seen = changes.count();
  }

  /** Brings the scores up to the present state; the classes must be. */
  void sync(int nodes) {
    if (!changes.isKnown(seen)) {
      rebuild(nodes);
      return;
    }
    long end = changes.count();
    for (long next = seen; next < end; next++) {
      int node = changes.node(next);
      tree.set(node, scoreOf(node));
    }
    seen = end;
  }

  private int scoreOf(int node) {
    int nodeClass = classes.classOf(node);
    if (nodeClass >= scores.length) {
      scores = Arrays.copyOf(scores, classes.size());
      stamps = Arrays.copyOf(stamps, classes.size());
    }
    int stamp = classes.stamp(nodeClass);
    if (stamps[nodeClass] != stamp) {
      scores[nodeClass] = evaluate(node);
      stamps[nodeClass] = stamp;
    }
    return scores[nodeClass];
  }

  private int evaluate(int node) {
    cursor.at(node);
    int best = Misses.otherModel();
    List<Ask.Option> options = ask.optionsOn(cursor.gpuModel());
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
