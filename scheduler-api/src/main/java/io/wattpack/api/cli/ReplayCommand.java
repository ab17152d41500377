package io.wattpack.api.cli;

import io.wattpack.api.report.replay.ArrivalPlayers;
import io.wattpack.api.report.replay.EnginePlayers;
import io.wattpack.api.report.replay.PlayOptions;
import io.wattpack.api.report.replay.Replay;
import io.wattpack.api.report.replay.ReplayReport;
import io.wattpack.api.report.replay.ReplayResult;
import io.wattpack.api.report.replay.ReplayTrace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays a workload trace through the engine, once for each policy, and compares them. */
@Command(
    name = "replay",
    description =
        "Plays a workload trace through the scheduling engine, policy by policy, without a service.")
final class ReplayCommand implements Callable<Integer> {
  private final ArrivalPlayers players = new EnginePlayers(System::nanoTime);

  @Spec private CommandSpec spec;

  @Mixin private ReplayInput input;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description =
          "A policy to play; may be repeated (default: wattpack, fgd and first-fit). A wrong name lists all.")
  private List<String> policies = List.of();

  @ArgGroup private @Nullable ReplayKnowledge knowledge;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "How to print results: ${COMPLETION-CANDIDATES}; JSON is one object a policy and line (default ${DEFAULT-VALUE}).",
      defaultValue = "table")
  private ReplayPrinter.Format format;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write the curves and figures of all policies as one HTML page.")
  private @Nullable Path report;

  @Override
  public Integer call() {
    List<String> played = policies.isEmpty() ? players.policiesByDefault() : known(policies);
    PlayOptions options = ReplayKnowledge.options(knowledge, input.seed());
    ReplayTrace trace = input.read();
    if (report != null) {
      LocalFile.mustBeWritable(report);
    }
    ReplayPrinter printer = new ReplayPrinter(spec, format);
    printer.notice(trace);
    List<ReplayResult> results = play(played, trace, options, printer);
    if (report != null) {
      LocalFile.write(report, ReplayReport.html(input.source(), trace, results));
    }
    return ExitCode.OK.code();
  }

  private List<ReplayResult> play(
      List<String> played, ReplayTrace trace, PlayOptions options, ReplayPrinter printer) {
    Replay replay = new Replay(trace, players, options, printer.progress(), System::nanoTime);
    List<ReplayResult> results = new ArrayList<>();
    for (String policy : played) {
      ReplayResult result = replay.play(policy);
      printer.show(result);
      results.add(result);
    }
    printer.finish(results);
    return results;
  }

  private List<String> known(List<String> asked) {
    for (String policy : asked) {
      if (!players.policies().contains(policy)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no policy '%s'; there are: %s."
                .formatted(policy, String.join(", ", players.policies())));
      }
    }
    return asked.stream().distinct().toList();
  }
}
