package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Chooses another policy. */
@Command(name = "set", description = "Chooses the policy by which places are chosen.")
final class PolicySetCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "NAME", description = "The name of a policy, such as wattpack or fgd.")
  private String name;

  @Option(
      names = "--power-weight",
      paramLabel = "PERMILLE",
      description = "Of pwr-fgd: the weight of power, 0 to 1000 (default 100).")
  private @Nullable Integer powerWeightPermille;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of random: the seed of its draws (default 0).")
  private @Nullable Long seed;

  @Override
  public Integer call() {
    ObjectNode body = Json.object().put("name", name);
    if (powerWeightPermille != null) {
      body.put("power_weight_permille", powerWeightPermille);
    }
    if (seed != null) {
      body.put("seed", seed);
    }
    shared
        .printer()
        .object(
            shared
                .asOperator()
                .put("/api/v1/placement/policy", "application/json", body.toString()),
            PolicyColumns.OF_A_POLICY);
    return ExitCode.OK.code();
  }
}
