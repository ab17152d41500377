package io.wattpack.core.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of regions: the fleet, and the sites of one price zone. A power event names a region in
 * the place of a power domain, so no power domain may have such an id.
 */
public final class Regions {
  /** All sites. */
  public static final PowerDomainId FLEET = new PowerDomainId("fleet");

  private static final String ZONE = "zone:";
  private static final int LENGTH_MAX = 200;
  private static final Pattern NO_ID = Pattern.compile("[\\s\\p{Cntrl}]");

  private Regions() {}

  /** Whether the id is that of a region, whether there is such a one or not. */
  public static boolean isRegion(PowerDomainId id) {
    return id.equals(FLEET) || id.value().startsWith(ZONE);
  }

  /** The sites of that price zone; null: its name is none that an id may have. */
  public static @Nullable PowerDomainId ofZone(String priceZone) {
    boolean isName =
        !priceZone.isEmpty()
            && priceZone.length() <= LENGTH_MAX - ZONE.length()
            && !NO_ID.matcher(priceZone).find();
    return isName ? new PowerDomainId(ZONE + priceZone) : null;
  }
}
