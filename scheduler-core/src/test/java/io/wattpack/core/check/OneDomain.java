package io.wattpack.core.check;

import io.wattpack.core.model.ContractWindow;
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
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;

/** The books of a site with miners under one interconnect of 1,000 W. */
final class OneDomain {
  static final SiteId SITE = new SiteId("solo");
  static final PowerDomainId GRID = new PowerDomainId("grid");

  private final List<MinerGroup> miners = new ArrayList<>();
  private long reserve;
  private long base;
  private int units = 1;
  private List<ContractWindow> contract = List.of();

  OneDomain reserve(long watts) {
    reserve = watts;
    return this;
  }

  OneDomain base(long watts) {
    base = watts;
    return this;
  }

  /** Units of which one may fail; they bear five seconds. */
  OneDomain units(int count) {
    units = count;
    return this;
  }

  OneDomain contract(List<ContractWindow> windows) {
    contract = windows;
    return this;
  }

  OneDomain miners(String id, long watts, long offMillis) {
    miners.add(
        new MinerGroup(
            new MinerGroupId(id),
            GRID,
            new Watts(watts),
            20_000,
            MinerActuator.VIRTUAL,
            offMillis,
            0,
            0,
            FigureSource.ASSUMED));
    return this;
  }

  PowerBook book(UndoLog undo) {
    Site site = new Site(SITE, "solo", SiteKind.VIRTUAL, "ZONE", "US-GA", 100, 100);
    Fleet fleet =
        new Fleet(
            List.of(site),
            List.of(grid()),
            List.of(),
            List.of(),
            List.of(),
            miners,
            List.of(),
            List.of(),
            List.of());
    return new PowerBook(new FleetBook(fleet), undo);
  }

  private PowerDomain grid() {
    return new PowerDomain(
        GRID,
        SITE,
        null,
        PowerDomainKind.INTERCONNECT,
        new Watts(1_000),
        1000,
        new Watts(reserve),
        new Watts(base),
        TransformerCooling.NONE,
        units,
        1000,
        5_000,
        contract,
        FigureSource.ASSUMED);
  }
}
