package io.wattpack.core.model;

import io.wattpack.core.units.Watts;

/**
 * What each GPU of a replica may draw, when that is less than the factory limit.
 *
 * @param ordered the cap that its site was told last
 * @param held what the site may still allow: the highest cap since the last one it confirmed; at
 *     least {@code ordered}
 * @param order counts the caps of this replica, from 1, so that a confirmation that comes late says
 *     of which one it speaks
 */
public record PowerCap(Watts ordered, Watts held, int order) {
  /** After another order: the old one may still be in force. */
  public PowerCap then(Watts next) {
    Watts highest = next.compareTo(held) > 0 ? next : held;
    return new PowerCap(next, highest, order + 1);
  }

  /** After the site has confirmed the last order. */
  public PowerCap applied() {
    return new PowerCap(ordered, ordered, order);
  }
}
