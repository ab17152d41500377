package io.wattpack.core.power.curtail;

/**
 * A place elsewhere, with watts and devices that are kept for this load alone, where it can go on.
 * Afterwards its devices here draw what they do when it is stopped.
 *
 * @param load which may be moved; it must be one that may be stopped
 * @param lostMillis production lost on the way, as time of the uncapped load
 * @param millis from the order until the watts are gone here
 */
public record MoveOffer(int load, long lostMillis, long millis) {
  public MoveOffer {
    if (load < 0 || lostMillis < 0 || lostMillis > CurtailKind.Off.MILLIS_MAX || millis < 0) {
      throw new IllegalArgumentException(
          "A move of load %d that loses %d ms and takes %d ms is out of range."
              .formatted(load, lostMillis, millis));
    }
  }
}
