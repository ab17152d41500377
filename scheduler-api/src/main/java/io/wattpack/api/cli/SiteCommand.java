package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun site: a grid-connected place. */
@Command(
    name = "site",
    description = "The sites of the fleet.",
    subcommands = {
      SiteListCommand.class,
      SiteWeatherCommand.class,
      SiteTelemetryCommand.class,
      CordonCommand.class,
      DrainCommand.class,
      UncordonCommand.class
    })
final class SiteCommand extends NounCommand implements PlaceNoun {
  @Override
  public String route() {
    return "sites";
  }
}
