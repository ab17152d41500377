package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caps of a power domain that are known in advance, in the order of time. */
final class FutureSteps {
  /** Two events with their ramps, and a limit that ends. */
  private static final int STEPS_MAX = 50;

  private final DomainStatus domain;
  private final List<PowerEvent> events;
  private final int mean;
  private final long hardware;

  /** Of the domain, given the events of all. */
  FutureSteps(DomainStatus domain, List<PowerEvent> all) {
    this.domain = domain;
    events = all.stream().filter(event -> event.domain().equals(domain.domain().id())).toList();
    @Nullable Integer known = domain.meanMilliCelsius();
    mean = known == null ? Caps.MEAN_RATED : known;
    hardware = Caps.hardware(domain.domain(), mean);
  }

  /** Adds those after that moment; a moment that changes nothing is left out. */
  void list(EpochMillis now, ArrayNode steps) {
    long before = cap(now.value());
    long at = next(now.value());
    while (at != Long.MAX_VALUE && steps.size() < STEPS_MAX) {
      long cap = cap(at);
      if (cap != before) {
        steps
            .addObject()
            .put("at", Lists.time(new EpochMillis(at)))
            .put("cap_watts", cap)
            .put("binding_limit", binding(at).label());
      }
      before = cap;
      at = next(at);
    }
  }

  private long next(long now) {
    long next = operatorEnd() > now ? operatorEnd() : Long.MAX_VALUE;
    for (PowerEvent event : events) {
      next = Math.min(next, GridLimit.nextChange(event, now));
    }
    return next;
  }

  private long operatorEnd() {
    @Nullable EpochMillis end = domain.operatorLimitUntil();
    return end == null ? Long.MAX_VALUE : end.value();
  }

  private long cap(long at) {
    long grid = GridLimit.least(events, hardware, at);
    return Caps.cap(hardware, grid, operator(at), domain.domain().reserve().value());
  }

  private LimitKind binding(long at) {
    long grid = GridLimit.least(events, hardware, at);
    return Caps.binding(domain.domain(), mean, grid, operator(at));
  }

  private long operator(long at) {
    return domain.operatorLimit() == null || at >= operatorEnd()
        ? Caps.NO_LIMIT
        : domain.operatorLimit().value();
  }
}
