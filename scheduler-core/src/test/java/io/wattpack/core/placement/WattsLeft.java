package io.wattpack.core.placement;

import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import java.util.TreeMap;

/** Watts below the cap of each domain, while what is supposed to be drawn is taken off them. */
final class WattsLeft {
  private final WorldBooks books;
  private final boolean hasHope;
  private final TreeMap<PowerDomainId, Long> left;
  private final TreeMap<GpuContainerId, Long> taken = new TreeMap<>();

  WattsLeft(WorldBooks books, boolean hasHope) {
    this.books = books;
    this.hasHope = hasHope;
    left = books.headrooms(hasHope);
  }

  private WattsLeft(WattsLeft other) {
    books = other.books;
    hasHope = other.hasHope;
    left = new TreeMap<>(other.left);
    taken.putAll(other.taken);
  }

  WattsLeft copy() {
    return new WattsLeft(this);
  }

  long of(PowerDomainId domain) {
    return left.getOrDefault(domain, 0L);
  }

  /** Draws IT watts on the node; negative: gives them back. */
  void take(Node node, long watts) {
    for (PowerDomain domain : books.above(node.powerDomain())) {
      left.merge(domain.id(), -rise(node, watts, domain.id()), Long::sum);
    }
    taken.merge(node.gpuContainer(), watts, Long::sum);
  }

  /** What so many IT watts on the node are at the domain above it. */
  long rise(Node node, long watts, PowerDomainId domain) {
    GpuContainer box = books.boxOf(node);
    boolean countsCooling =
        box.cooling() != null
            && books.above(box.cooling().powerDomain()).stream()
                .anyMatch(above -> above.id().equals(domain));
    if (!countsCooling) {
      return watts;
    }
    long before = books.itWatts(box, hasHope) + taken.getOrDefault(box.id(), 0L);
    return watts + books.cooling(box, before + watts) - books.cooling(box, before);
  }

  /** Whether nothing that feeds the node is above its cap. */
  boolean isEnough(Node node) {
    return books.above(node.powerDomain()).stream().allMatch(domain -> of(domain.id()) >= 0);
  }
}
