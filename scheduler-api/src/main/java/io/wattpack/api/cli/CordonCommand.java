package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** Lets nothing new start at a place. */
@Command(name = "cordon", description = "Lets nothing new start there; what runs stays.")
final class CordonCommand extends ClosePlaces {
  @Override
  String closure() {
    return "cordoned";
  }
}
