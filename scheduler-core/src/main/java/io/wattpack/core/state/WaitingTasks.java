package io.wattpack.core.state;

import io.wattpack.core.model.JobId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that have no replica, as classes of equals: each class has one place in the order (that of
 * its oldest task) and one reason, however many tasks it holds.
 */
public final class WaitingTasks {
  private final OrderedIndex<Member, Integer> members;
  private final OrderedIndex<TaskClassKey, TaskClass> classes;

  WaitingTasks(UndoLog log) {
    this(new OrderedIndex<>(log), new OrderedIndex<>(log));
  }

  private WaitingTasks(
      OrderedIndex<Member, Integer> members, OrderedIndex<TaskClassKey, TaskClass> classes) {
    this.members = members;
    this.classes = classes;
  }

  WaitingTasks copy(UndoLog log) {
    return new WaitingTasks(members.copy(log), classes.copy(log));
  }

  /**
   * One class of equal tasks.
   *
   * @param queued its place in the order
   * @param waiting why none of it runs; null: not tried yet
   */
  record TaskClass(WorkKey queued, int size, @Nullable Reason waiting) {}

  record Member(TaskClassKey taskClass, JobKey key) implements Comparable<Member> {
    private static final Comparator<Member> ORDER =
        Comparator.comparing(Member::taskClass).thenComparing(Member::key);

    @Override
    public int compareTo(Member other) {
      return ORDER.compare(this, other);
    }
  }

  /** The oldest task of the class, by slot; -1: it has none. */
  public int oldest(TaskClassKey key) {
    Map.Entry<Member, Integer> first =
        members.entries().ceilingEntry(new Member(key, new JobKey(Long.MIN_VALUE, FIRST_ID)));
    return first == null || !first.getKey().taskClass().equals(key) ? -1 : first.getValue();
  }

  private static final JobId FIRST_ID = new JobId("!");

  public int size(TaskClassKey key) {
    TaskClass found = classes.get(key);
    return found == null ? 0 : found.size();
  }

  public @Nullable Reason waiting(TaskClassKey key) {
    TaskClass found = classes.get(key);
    return found == null ? null : found.waiting();
  }

  Map<TaskClassKey, TaskClass> classes() {
    return classes.entries();
  }

  @Nullable TaskClass get(TaskClassKey key) {
    return classes.get(key);
  }

  void add(TaskClassKey key, JobKey job, int slot) {
    members.put(new Member(key, job), slot);
  }

  void remove(TaskClassKey key, JobKey job) {
    members.remove(new Member(key, job));
  }

  void put(TaskClassKey key, TaskClass value) {
    classes.put(key, value);
  }

  void explain(TaskClassKey key, @Nullable Reason reason) {
    TaskClass known = classes.get(key);
    if (known == null) {
      throw new IllegalStateException("No task of class %s waits.".formatted(key));
    }
    classes.put(key, new TaskClass(known.queued(), known.size(), reason));
  }

  void drop(TaskClassKey key) {
    classes.remove(key);
  }
}
