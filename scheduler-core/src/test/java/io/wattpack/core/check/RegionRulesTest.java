package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two sites of 1,000 W in two price zones, each with miners of 600 W that are off in 10 s. */
class RegionRulesTest {
  private static final long OFF_MILLIS = 10_000;
  private static final long START = 100_000;

  private static PowerBook book() {
    Fleet fleet =
        new Fleet(
            List.of(site("east"), site("west")),
            List.of(interconnect("east"), interconnect("west")),
            List.of(),
            List.of(),
            List.of(),
            List.of(miners("east"), miners("west")),
            List.of(),
            List.of(),
            List.of());
    return new PowerBook(new FleetBook(fleet), new UndoLog());
  }

  private static Site site(String id) {
    return new Site(new SiteId(id), id, SiteKind.VIRTUAL, "Z-" + id, "US-GA", 100, 100);
  }

  private static PowerDomain interconnect(String id) {
    return new PowerDomain(
        new PowerDomainId(id + "-grid"),
        new SiteId(id),
        null,
        PowerDomainKind.INTERCONNECT,
        new Watts(1_000),
        1000,
        Watts.ZERO,
        Watts.ZERO,
        FigureSource.ASSUMED);
  }

  private static MinerGroup miners(String id) {
    return new MinerGroup(
        new MinerGroupId(id + "-asic"),
        new PowerDomainId(id + "-grid"),
        new Watts(600),
        20_000,
        MinerActuator.VIRTUAL,
        OFF_MILLIS,
        0,
        0,
        FigureSource.ASSUMED);
  }

  private static PowerEvent event(String domain, long watts) {
    return new PowerEvent(
        new PowerEventId("ev"),
        new PowerDomainId(domain),
        new Watts(watts),
        PowerEventKind.HARD,
        at(0),
        at(START),
        0,
        at(2 * START),
        null);
  }

  private static EpochMillis at(long millis) {
    return new EpochMillis(millis);
  }

  @Test
  void shouldRefuseWhatTheSumForbids() {
    PowerBook book = book();
    book.post(event("fleet", 1_100), at(0));
    assertThat(book.faultOfMiner(0, 0, 1, at(START))).isNull();

    book.change(1, 600);

    assertThat(book.faultOfMiner(0, 0, 1, at(START - OFF_MILLIS - 1))).isNull();
    assertThat(book.faultOfMiner(0, 0, 1, at(START - OFF_MILLIS)))
        .isEqualTo(
            "Miner group east-asic raises region fleet by 600 W to 1200 W, above its cap of 1100 W.");
    assertThat(book.faultOfMiner(0, 0, 1, at(START))).contains("region fleet");
    assertThat(book.faultOfMiner(0, 0, 1, at(2 * START))).isNull();
  }

  @Test
  void shouldAskAPriceZoneOfItsOwnSitesAlone() {
    PowerBook book = book();
    book.post(event("zone:Z-west", 500), at(0));

    assertThat(book.faultOfMiner(0, 0, 1, at(START))).isNull();
    assertThat(book.faultOfMiner(1, 0, 1, at(START))).contains("region zone:Z-west");
  }
}
