package io.wattpack.api.site.miner;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears. */
final class RecordedAlarms implements MinerAlarms {
  final List<String> heard = new ArrayList<>();
  List<Straggler> stragglers = List.of();
  Watts straggling = Watts.ZERO;

  @Override
  public void adopted(MinerGroupId group, int awake, int unknown, Watts watts) {
    heard.add("adopted %d awake, %d unknown, %d W".formatted(awake, unknown, watts.value()));
  }

  @Override
  public void stragglers(MinerGroupId group, List<Straggler> machines, Watts watts) {
    heard.add("%d stragglers, %d W".formatted(machines.size(), watts.value()));
    stragglers = machines;
    straggling = watts;
  }

  @Override
  public void obeyed(MinerGroupId group) {
    heard.add("obeyed");
    stragglers = List.of();
    straggling = Watts.ZERO;
  }

  @Override
  public void released(MinerGroupId group) {
    heard.add("released");
  }

  @Override
  public void overdrawn(MinerGroupId group, Watts drawn, Watts declared) {
    heard.add("draws %d W of %d W".formatted(drawn.value(), declared.value()));
  }
}
