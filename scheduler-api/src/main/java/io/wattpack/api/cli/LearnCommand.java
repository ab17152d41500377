package io.wattpack.api.cli;

import io.wattpack.api.learn.JournalWork;
import io.wattpack.api.learn.TableFile;
import io.wattpack.api.learn.TableLearning;
import io.wattpack.api.report.replay.TraceLearning;
import io.wattpack.core.model.PolicyName;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns the table that a placement policy decides by, and writes it as a file. */
@Command(
    name = "learn",
    description =
        "Learns what a placement policy decides by, from a workload trace or a service's journal.")
final class LearnCommand implements Callable<Integer> {
  private static final double MILLIONTHS_PER_PERCENT = 10_000;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private LearnSource source;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "What to learn for: wattpack or wattpack-power (default ${DEFAULT-VALUE}).",
      defaultValue = "wattpack")
  private String policy;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seeds the games (default ${DEFAULT-VALUE}).",
      defaultValue = "42")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the table (default: standard output).")
  private @Nullable Path out;

  @Override
  public Integer call() {
    PolicyName name = name();
    if (out != null) {
      LocalFile.mustBeWritable(out);
    }
    StatusLine line = new StatusLine(spec);
    TableFile table;
    try {
      table = source.service == null ? fromTrace(name, line) : fromJournal(name, line);
    } finally {
      line.clear();
    }
    write(table);
    return ExitCode.OK.code();
  }

  private PolicyName name() {
    PolicyName name = PolicyName.ofLabel(policy);
    if (name != PolicyName.WATTPACK && name != PolicyName.WATTPACK_POWER) {
      throw new ParameterException(
          spec.commandLine(),
          "The policy '%s' does not learn; these do: wattpack, wattpack-power.".formatted(policy));
    }
    return name;
  }

  private TableFile fromTrace(PolicyName name, StatusLine line) {
    LearnSource.Trace trace = source.trace;
    if (trace == null) {
      throw new IllegalStateException("One of the sources is always there.");
    }
    return TraceLearning.learn(
        name, TraceReading.nodes(trace.nodes), TraceReading.pods(trace.pods), seed, progress(line));
  }

  private TableFile fromJournal(PolicyName name, StatusLine line) {
    LearnSource.Service service = source.service;
    if (service == null) {
      throw new IllegalStateException("One of the sources is always there.");
    }
    JournalWork work;
    try {
      work =
          JournalWork.read(
              service.database(),
              percent -> line.show("%d %% of the journal read".formatted(percent)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
    }
    if (!work.isEnough()) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "The journal in %s holds %d arrivals, and its fleet has %d nodes: that is nothing to learn from."
              .formatted(service.data, work.seen(), work.fleet().nodes().size()),
          "let the service take some tasks first, or learn from a trace with --nodes and --pods.");
    }
    return work.learn(name, seed, progress(line));
  }

  private static TableLearning.Progress progress(StatusLine line) {
    return (games, of) ->
        line.show("%d %% of the games played".formatted(Math.min(99, 100 * games / of)));
  }

  private void write(TableFile table) {
    if (out == null) {
      spec.commandLine().getOut().println(table.write());
    } else {
      LocalFile.write(out, table.write() + "\n");
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        String.format(
            Locale.ROOT,
            "Learned for %s from %d arrivals in %d games: %.2f %% of the GPUs in use at full load, %.2f %% at 130 %%.",
            table.policy().label(),
            table.arrivals(),
            table.learned().games(),
            table.learned().bookedAtFull() / MILLIONTHS_PER_PERCENT,
            table.learned().bookedAtEnd() / MILLIONTHS_PER_PERCENT));
    err.flush();
  }
}
