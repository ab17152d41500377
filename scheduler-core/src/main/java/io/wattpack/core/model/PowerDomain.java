package io.wattpack.core.model;

import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the power tree.
 *
 * @param parent the domain that feeds it; null exactly for a site's interconnect
 * @param rating nameplate of the breaker or transformer
 * @param continuousPermille part of the rating that may be drawn for hours, in thousandths, 1 to
 *     1000 (0.80 of a breaker)
 * @param reserve watts kept free below the cap
 * @param base fixed load of the domain itself (cooling units, switches, storage), drawn always
 * @param cooling how it loses rating in the heat
 * @param parallelUnits equal units that carry the rating together and of which one may fail, at
 *     least 1; 1: none may
 * @param shortTimePermille what the units that are left may carry until the failed one is back, in
 *     thousandths of their rating, at least 1
 * @param bandMillis how long the units that are left can bear what the miners draw that fill the
 *     band above the N-1 limit: such miners go off in that time; 0: none may fill it
 * @param contract hours of the week in which a contract allows less
 */
public record PowerDomain(
    PowerDomainId id,
    SiteId site,
    @Nullable PowerDomainId parent,
    PowerDomainKind kind,
    Watts rating,
    int continuousPermille,
    Watts reserve,
    Watts base,
    TransformerCooling cooling,
    int parallelUnits,
    int shortTimePermille,
    long bandMillis,
    List<ContractWindow> contract,
    FigureSource source) {
  /** In which the loss of a feeder is to be absorbed unless the fleet says otherwise. */
  public static final long BAND_MILLIS = 5_000;

  public PowerDomain {
    contract = List.copyOf(contract);
  }

  /** One without a contract by hours of the week, whose units bear {@link #BAND_MILLIS}. */
  public PowerDomain(
      PowerDomainId id,
      SiteId site,
      @Nullable PowerDomainId parent,
      PowerDomainKind kind,
      Watts rating,
      int continuousPermille,
      Watts reserve,
      Watts base,
      TransformerCooling cooling,
      int parallelUnits,
      int shortTimePermille,
      FigureSource source) {
    this(
        id,
        site,
        parent,
        kind,
        rating,
        continuousPermille,
        reserve,
        base,
        cooling,
        parallelUnits,
        shortTimePermille,
        BAND_MILLIS,
        List.of(),
        source);
  }

  /** One unit whose rating holds at any temperature. */
  public PowerDomain(
      PowerDomainId id,
      SiteId site,
      @Nullable PowerDomainId parent,
      PowerDomainKind kind,
      Watts rating,
      int continuousPermille,
      Watts reserve,
      Watts base,
      FigureSource source) {
    this(
        id,
        site,
        parent,
        kind,
        rating,
        continuousPermille,
        reserve,
        base,
        TransformerCooling.NONE,
        1,
        1000,
        source);
  }
}
