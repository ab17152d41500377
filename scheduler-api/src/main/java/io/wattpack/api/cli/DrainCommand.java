package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** Empties a place. */
@Command(
    name = "drain",
    description = "Stops what runs there and lets nothing new start; the work goes on elsewhere.")
final class DrainCommand extends ClosePlaces {
  @Override
  String closure() {
    return "drained";
  }
}
