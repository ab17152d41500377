package io.wattpack.api.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One group of 4,000 W in four steps under a feeder of 5,000 W, under a grid of 9,000 W. */
class MinerHoldTest {
  private static final SiteId SITE = new SiteId("site");
  private static final PowerDomainId GRID = new PowerDomainId("grid");
  private static final PowerDomainId FEEDER = new PowerDomainId("feeder");
  private static final MinerGroupId ASICS = new MinerGroupId("asics");
  private static final EpochMillis NOW = new EpochMillis(1_000_000);
  private static final long REST = 60_000;

  private final Engine engine = Engine.create();
  private long seq;

  private static Fleet fleet(List<MinerGroup> miners) {
    return new Fleet(
        List.of(new Site(SITE, "Site", SiteKind.VIRTUAL, "X", "US-TX", 0, 0)),
        List.of(
            domain(GRID, null, PowerDomainKind.INTERCONNECT, 9_000),
            domain(FEEDER, GRID, PowerDomainKind.FEEDER, 5_000)),
        List.of(),
        List.of(),
        List.of(),
        miners,
        List.of(),
        List.of(),
        List.of());
  }

  private static PowerDomain domain(
      PowerDomainId id, @Nullable PowerDomainId parent, PowerDomainKind kind, long watts) {
    return new PowerDomain(
        id,
        SITE,
        parent,
        kind,
        Watts.of(watts),
        1_000,
        Watts.ZERO,
        Watts.ZERO,
        FigureSource.ASSUMED);
  }

  private static MinerGroup miners(MinerActuator actuator) {
    return new MinerGroup(
        ASICS,
        FEEDER,
        Watts.of(4_000),
        4,
        17_500,
        actuator,
        1,
        1,
        REST,
        0,
        0,
        FigureSource.ASSUMED);
  }

  private static Event applied(MinerGroup... miners) {
    return new FleetApplied(fleet(List.of(miners)), ManagedBy.FILE);
  }

  private Input input(Event event) {
    seq++;
    return new Input(seq, NOW, event);
  }

  private void happens(Event event) {
    engine.step(new StepInput(NOW, List.of(input(event))));
  }

  private @Nullable ObjectNode held() {
    FleetStatus status = engine.status();
    return MinerHold.of(status.miners().getFirst(), status);
  }

  private String code() {
    ObjectNode held = held();
    return held == null ? "" : held.path("code").asText();
  }

  @Test
  void shouldSayNothingOfWhatRunsWholeOrCannotBeSwitched() {
    happens(applied(miners(MinerActuator.VIRTUAL)));
    assertThat(held()).isNull();

    Engine other = Engine.create();
    other.step(new StepInput(NOW, List.of(new Input(1, NOW, applied(miners(MinerActuator.NONE))))));
    FleetStatus status = other.status();
    assertThat(MinerHold.of(status.miners().getFirst(), status)).isNull();
  }

  @Test
  void shouldNameTheDomainWithTheLeastHeadroomWhereverItIs() {
    happens(applied(miners(MinerActuator.VIRTUAL)));
    happens(new LimitChanged(GRID, Watts.of(2_500), null));
    assertThat(code()).isEqualTo("FALL_UNDER_WAY");
    assertThat(held().path("message").asText()).startsWith("2 steps are on their way off");
    happens(new MinerStopped(ASICS, 2, engine.status().miners().getFirst().steps().order()));
    assertThat(code()).isEqualTo("LEAST_TIME_OFF");

    engine.step(
        new StepInput(
            NOW.plusMillis(REST), List.of(input(new LimitChanged(FEEDER, Watts.of(2_900), null)))));

    assertThat(code()).isEqualTo("POWER_LIMITED");
    assertThat(held().path("domain").asText()).isEqualTo("grid");
    assertThat(held().path("free_watts").asInt()).isEqualTo(500);
    assertThat(held().path("asked").asInt()).isEqualTo(1_000);
  }

  @Test
  void shouldSayThatTheFleetGivesItUp() {
    happens(applied(miners(MinerActuator.VIRTUAL)));

    happens(applied());

    assertThat(code()).isEqualTo("DRAINED");
  }

  @Test
  void shouldSayThatWorkComesFirstWhenNothingElseIsInTheWay() {
    Plan nothing = new Plan(1, NOW, List.of(), List.of(), List.of(), List.of(), List.of());

    engine.recover(List.of(input(applied(miners(MinerActuator.VIRTUAL)))), nothing);

    assertThat(code()).isEqualTo("WORK_WAITS");
  }
}
