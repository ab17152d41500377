package io.wattpack.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker's own idea of heat and of parallel units: a transformer of 1,000 W. */
class HotTransformerTest {
  private static final SiteId SITE = new SiteId("solo");
  private static final PowerDomainId OIL = new PowerDomainId("oil");
  private static final EpochMillis NOW = new EpochMillis(1);

  private final UndoLog undo = new UndoLog();

  private PowerBook book(TransformerCooling cooling, int units, long minerWatts) {
    Site site = new Site(SITE, "solo", SiteKind.VIRTUAL, "ZONE", "US-GA", 100, 100);
    PowerDomain oil =
        new PowerDomain(
            OIL,
            SITE,
            null,
            PowerDomainKind.INTERCONNECT,
            new Watts(1_000),
            1000,
            Watts.ZERO,
            Watts.ZERO,
            cooling,
            units,
            1_100,
            FigureSource.ASSUMED);
    MinerGroup asic =
        new MinerGroup(
            new MinerGroupId("asic"),
            OIL,
            new Watts(minerWatts),
            20_000,
            MinerActuator.VIRTUAL,
            0,
            0,
            0,
            FigureSource.ASSUMED);
    Fleet fleet =
        new Fleet(
            List.of(site),
            List.of(oil),
            List.of(),
            List.of(),
            List.of(),
            List.of(asic),
            List.of(),
            List.of(),
            List.of());
    return new PowerBook(new FleetBook(fleet), undo);
  }

  @Test
  void shouldRefuseWhatTheHeatForbids() {
    PowerBook book = book(TransformerCooling.SELF, 1, 851);
    assertThat(book.faultOfMiner(0, 0, 1, NOW)).isNull();

    book.observe(new WeatherObserved(SITE, 40_000));

    assertThat(book.faultOfMiner(0, 0, 1, NOW)).contains("oil").contains("850 W");
  }

  @Test
  void shouldTakeTheHeatBackWithARollback() {
    PowerBook book = book(TransformerCooling.FAN, 1, 500);
    book.observe(new WeatherObserved(SITE, 31_000));
    undo.checkpoint();

    book.observe(new WeatherObserved(SITE, 50_000));
    assertThat(book.cap(0, NOW)).isEqualTo(800);
    undo.rollback();

    assertThat(book.cap(0, NOW)).isEqualTo(990);
  }

  @Test
  void shouldCarryWhatIsLeftOfTwoUnits() {
    PowerBook book = book(TransformerCooling.NONE, 2, 1);
    book.change(0, 550);
    assertThat(book.faultOfMiner(0, 0, 1, NOW)).isNull();

    book.change(0, 1);

    assertThat(book.faultOfMiner(0, 0, 1, NOW)).contains("its cap 550 W");
  }

  @Test
  void shouldCarryNothingWhereOilWouldBoil() {
    PowerBook book = book(TransformerCooling.SELF, 1, 500);

    book.observe(new WeatherObserved(SITE, Integer.MAX_VALUE));

    assertThat(book.cap(0, NOW)).isZero();
  }
}
