package io.wattpack.core.state;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;
import java.util.ArrayList;
import java.util.List;

/** Takes the picture of the regions: price zones by name, then the fleet. */
final class RegionReader {
  private final State state;
  private final Spans spans;
  private final FutureSteps futureSteps;

  RegionReader(State state, FutureSteps futureSteps) {
    this.state = state;
    this.futureSteps = futureSteps;
    spans = state.topology().spans();
  }

  List<RegionStatus> read() {
    List<RegionStatus> regions = new ArrayList<>();
    for (int region = spans.firstRegion(); region < spans.count(); region++) {
      regions.add(region(region));
    }
    return List.copyOf(regions);
  }

  private RegionStatus region(int region) {
    Schedule schedule = state.world().schedule();
    long hardware = schedule.carries(region);
    long cap = Math.min(hardware, state.ledger().cap(region));
    long ahead = state.ledger().headroom(region);
    long ceiling = state.ledger().ceiling(region);
    return new RegionStatus(
        spans.id(region),
        interconnects(region),
        new Watts(hardware),
        schedule.binding(region, state.now()),
        new Watts(cap),
        new Watts(ceiling),
        new WattsDelta(Math.min(hardware - ceiling, ahead)),
        new Watts(state.ledger().breach(region)),
        futureSteps.of(region));
  }

  private List<PowerDomainId> interconnects(int region) {
    List<PowerDomainId> roots = new ArrayList<>();
    for (int root = spans.first(region); root < spans.end(region); root = spans.end(root)) {
      roots.add(spans.id(root));
    }
    return roots;
  }
}
