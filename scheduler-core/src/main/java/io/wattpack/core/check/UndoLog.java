package io.wattpack.core.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How to take back what was done since the last checkpoint; without a checkpoint it remembers
 * nothing.
 */
final class UndoLog {
  private final List<Runnable> steps = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();

  void checkpoint() {
    marks.push(steps.size());
  }

  void remember(Runnable step) {
    if (!marks.isEmpty()) {
      steps.add(step);
    }
  }

  void rollback() {
    int mark = marks.pop();
    while (steps.size() > mark) {
      steps.removeLast().run();
    }
  }

  void commit() {
    marks.pop();
    if (marks.isEmpty()) {
      steps.clear();
    }
  }
}
