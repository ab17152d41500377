package io.wattpack.core.model;

import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each GPU of a replica may draw, when that is less than the factory limit.
 *
 * <p>Sites carry orders out one after the other and never go back to an older one. So whoever
 * confirms an order no longer holds what came before it, while any later one may hold already.
 *
 * @param ordered the cap that its site was told last
 * @param held what the site may still allow: the highest of the cap that it confirmed last and of
 *     all that were ordered since; at least {@code ordered}
 * @param order counts the caps of this replica, from 1, so that a confirmation says of which one it
 *     speaks; 0: nobody capped it
 * @param waiting the orders that are not confirmed, the oldest first; by versions that believed the
 *     last confirmation only: none
 * @param settledAt when the last order was confirmed; null: it is not, nobody capped it, or a
 *     version confirmed it that did not keep the moment
 */
public record PowerCap(
    Watts ordered, Watts held, int order, List<CapOrder> waiting, @Nullable EpochMillis settledAt) {
  public PowerCap {
    waiting = List.copyOf(waiting);
  }

  /** Of a GPU that nobody capped. */
  public static PowerCap none(Watts peak) {
    return new PowerCap(peak, peak, 0, List.of(), null);
  }

  /** After another order: the old ones may still be in force. */
  public PowerCap then(Watts next, EpochMillis at) {
    List<CapOrder> more = new ArrayList<>(waiting);
    more.add(new CapOrder(order + 1, next, at));
    return new PowerCap(next, higher(held, next), order + 1, more, null);
  }

  /** Whether a confirmation of the order of that number says anything. */
  public boolean isOf(int number) {
    return number == order || waiting.stream().anyMatch(one -> one.order() == number);
  }

  /** Whether what was ordered last was in force at that moment, and nothing else. */
  public boolean isSettledAt(EpochMillis moment) {
    boolean isLong = settledAt == null || !settledAt.isAfter(moment);
    return waiting.isEmpty() && held.equals(ordered) && isLong;
  }

  /**
   * After the site has confirmed the order of that number at that moment.
   *
   * @throws IllegalArgumentException if that says nothing
   */
  public PowerCap applied(int number, EpochMillis at) {
    if (!isOf(number)) {
      throw new IllegalArgumentException(
          "Order %d is neither the last one, %d, nor does it wait.".formatted(number, order));
    }
    Watts highest = ordered;
    List<CapOrder> later = new ArrayList<>();
    for (CapOrder one : waiting) {
      if (one.order() >= number) {
        highest = higher(highest, one.cap());
      }
      if (one.order() > number) {
        later.add(one);
      }
    }
    boolean isLast = later.isEmpty() && !waiting.isEmpty();
    return new PowerCap(ordered, highest, order, later, isLast ? at : settledAt);
  }

  /**
   * What the site may still allow at a moment, if every order takes so long until it is carried
   * out.
   */
  public Watts heldAt(long moment, long millis) {
    Watts then = held;
    for (CapOrder one : waiting) {
      then = one.at().value() + millis <= moment ? applied(one.order(), one.at()).held() : then;
    }
    return then;
  }

  private static Watts higher(Watts one, Watts other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
