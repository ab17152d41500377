package io.wattpack.core.state;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.column.HashedIndex;
import io.wattpack.core.state.column.IntColumn;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.RefColumn;
import io.wattpack.core.state.column.Slots;
import io.wattpack.core.state.column.UndoLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that have no replica, as classes of equals: each class has one place in the order (that of
 * its oldest task) and one reason, however many tasks it holds.
 *
 * <p>A class that holds tasks has a dense number; an empty one is forgotten. The numbers decide
 * nothing: whatever is shown or compared goes by places in the order.
 */
public final class WaitingTasks {
  /** No such class. */
  static final int NONE = -1;

  private final Slots slots;
  private final HashedIndex<TaskClassKey, Integer> numbers;
  private final RefColumn<TaskClassKey> keys;
  private final RefColumn<WorkKey> queued;
  private final IntColumn sizes;
  private final RefColumn<Reason> waiting;
  private final OrderedIndex<Member, Integer> members;

  WaitingTasks(UndoLog log) {
    slots = new Slots(log);
    numbers = new HashedIndex<>(log);
    keys = new RefColumn<>(log, 0);
    queued = new RefColumn<>(log, 0);
    sizes = new IntColumn(log, 0);
    waiting = new RefColumn<>(log, 0);
    members = new OrderedIndex<>(log);
  }

  private WaitingTasks(WaitingTasks other, UndoLog log) {
    slots = other.slots.copy(log);
    numbers = other.numbers.copy(log);
    keys = other.keys.copy(log);
    queued = other.queued.copy(log);
    sizes = other.sizes.copy(log);
    waiting = other.waiting.copy(log);
    members = other.members.copy(log);
  }

  WaitingTasks copy(UndoLog log) {
    return new WaitingTasks(this, log);
  }

  /** A task by its class, then by age. */
  record Member(int taskClass, long submittedAt, String id) implements Comparable<Member> {
    @Override
    public int compareTo(Member other) {
      if (taskClass != other.taskClass) {
        return Integer.compare(taskClass, other.taskClass);
      }
      return submittedAt != other.submittedAt
          ? Long.compare(submittedAt, other.submittedAt)
          : id.compareTo(other.id);
    }
  }

  /** The oldest task of the class, by slot; -1: it has none. */
  public int oldest(TaskClassKey key) {
    int number = numberOf(key);
    return number == NONE ? NONE : oldest(number);
  }

  /** Why none of the class runs; null: not tried yet, or none waits. */
  public @Nullable Reason waiting(TaskClassKey key) {
    int number = numberOf(key);
    return number == NONE ? null : waiting.get(number);
  }

  private int numberOf(TaskClassKey key) {
    Integer number = numbers.get(key);
    return number == null ? NONE : number;
  }

  int oldest(int number) {
    Map.Entry<Member, Integer> first =
        members.entries().ceilingEntry(new Member(number, Long.MIN_VALUE, ""));
    return first == null || first.getKey().taskClass() != number ? NONE : first.getValue();
  }

  TaskClassKey key(int number) {
    return keys.require(number);
  }

  @Nullable WorkKey queued(int number) {
    return queued.get(number);
  }

  @Nullable Reason waiting(int number) {
    return waiting.get(number);
  }

  int size(int number) {
    return sizes.get(number);
  }

  /** The numbers of all classes, in the order in which they are considered. */
  List<Integer> inOrder() {
    List<Integer> found = new ArrayList<>();
    members.entries().keySet().stream().mapToInt(Member::taskClass).distinct().forEach(found::add);
    found.sort(Comparator.comparing(queued::require));
    return found;
  }

  /** Adds a task, and gives the number of its class. */
  int add(TaskClassKey key, long submittedAt, String id, int slot) {
    int number = numberOf(key);
    if (number == NONE) {
      number = slots.take();
      numbers.put(key, number);
      keys.set(number, key);
    }
    members.put(new Member(number, submittedAt, id), slot);
    sizes.add(number, 1);
    return number;
  }

  void remove(int number, long submittedAt, String id) {
    members.remove(new Member(number, submittedAt, id));
    sizes.add(number, -1);
  }

  void queue(int number, WorkKey place) {
    queued.set(number, place);
  }

  void explain(int number, @Nullable Reason reason) {
    waiting.set(number, reason);
  }

  /** Forgets a class without tasks. */
  void drop(int number) {
    numbers.remove(key(number));
    keys.set(number, null);
    queued.set(number, null);
    waiting.set(number, null);
    slots.give(number);
  }
}
