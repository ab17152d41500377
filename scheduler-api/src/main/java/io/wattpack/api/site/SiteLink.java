package io.wattpack.api.site;

/**
 * The hub's end of the link to one site. Level-triggered: only the newest desired state counts,
 * repeats do no harm.
 */
public interface SiteLink extends AutoCloseable {
  /**
   * Tells the site what should be. A state with an older epoch, or an older sequence of the same
   * epoch, is ignored.
   */
  void desire(DesiredState desired);

  @Override
  void close();
}
