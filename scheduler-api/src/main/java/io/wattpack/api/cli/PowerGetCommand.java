package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the power tree, or one domain of it. */
@Command(
    name = "get",
    description =
        "Shows the power tree with price zones and fleet, or one: limit, cap, ceiling, headroom, breach.")
final class PowerGetCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(
      paramLabel = "DOMAIN",
      arity = "0..1",
      description = "A power domain, zone:NAME or fleet (default: all, as a tree).")
  private @Nullable String domain;

  @Override
  public Integer call() {
    if (domain == null) {
      shared.printer().list(PowerColumns.rows(shared.asOperator()), PowerColumns.OF_A_DOMAIN);
    } else {
      shared
          .printer()
          .object(
              shared.asOperator().get("/api/v1/power-domains/" + ApiClient.step(domain)),
              PowerColumns.OF_A_DOMAIN);
    }
    return ExitCode.OK.code();
  }
}
