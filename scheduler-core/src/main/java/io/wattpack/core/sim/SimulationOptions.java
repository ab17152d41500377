package io.wattpack.core.sim;

/**
 * What a made-up world is like.
 *
 * @param sitesMax most sites, at least 1
 * @param containersPerSiteMax most GPU containers of a site, at least 1
 * @param nodesPerContainerMax most nodes of a GPU container, at least 1
 * @param lostPermille confirmations in thousand that get lost and are sent again much later, 0 to
 *     1000
 * @param latePermille confirmations in thousand that are late, 0 to 1000
 * @param repeatedPermille confirmations in thousand that come twice, 0 to 1000
 * @param fleetEdits whether the operator edits the fleet on the way
 * @param wholeGpus whether every model takes whole GPUs, which can be capped and paused
 */
public record SimulationOptions(
    int sitesMax,
    int containersPerSiteMax,
    int nodesPerContainerMax,
    int lostPermille,
    int latePermille,
    int repeatedPermille,
    boolean fleetEdits,
    boolean wholeGpus) {
  public static final SimulationOptions DEFAULT = new SimulationOptions(3, 2, 3, 30, 100, 80, true);

  /** One whose models take parts of GPUs too. */
  public SimulationOptions(
      int sitesMax,
      int containersPerSiteMax,
      int nodesPerContainerMax,
      int lostPermille,
      int latePermille,
      int repeatedPermille,
      boolean fleetEdits) {
    this(
        sitesMax,
        containersPerSiteMax,
        nodesPerContainerMax,
        lostPermille,
        latePermille,
        repeatedPermille,
        fleetEdits,
        false);
  }

  public SimulationOptions {
    requireAtLeastOne("sitesMax", sitesMax);
    requireAtLeastOne("containersPerSiteMax", containersPerSiteMax);
    requireAtLeastOne("nodesPerContainerMax", nodesPerContainerMax);
    requirePermille("lostPermille", lostPermille);
    requirePermille("latePermille", latePermille);
    requirePermille("repeatedPermille", repeatedPermille);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s must be at least 1, but was %d.".formatted(name, value));
    }
  }

  private static void requirePermille(String name, int value) {
    if (value < 0 || value > 1000) {
      throw new IllegalArgumentException(
          "%s must be 0 to 1000, but was %d.".formatted(name, value));
    }
  }
}
