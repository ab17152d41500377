package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.report.replay.Figures;
import io.wattpack.api.report.replay.ReplayProgress;
import io.wattpack.api.report.replay.ReplayResult;
import io.wattpack.api.report.replay.ReplayTrace;
import io.wattpack.api.report.trace.HardwareWatts;
import io.wattpack.api.report.trace.TraceNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Results on standard output as they come, notices and progress on standard error. */
final class ReplayPrinter {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Format format;
  private final boolean isTerminal;

  /** The form of the results on standard output. */
  enum Format {
    table,
    json
  }

  ReplayPrinter(CommandSpec spec, Format format) {
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
    this.format = format;
    this.isTerminal = Surroundings.of(spec).isTerminal();
  }

  /** Says what the figures will lack. */
  void notice(ReplayTrace trace) {
    List<String> unknown =
        trace.nodes().stream()
            .map(TraceNode::gpuModel)
            .distinct()
            .filter(model -> HardwareWatts.of(model).isEmpty())
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      err.println(
          "No watts are published for %s, so kilowatts are left out and power policies see none there."
              .formatted(String.join(", ", unknown)));
      err.flush();
    }
  }

  /** One line that rewrites itself; nothing unless a person looks on. */
  ReplayProgress progress() {
    return isTerminal ? new ProgressLine(err) : ReplayProgress.NONE;
  }

  void show(ReplayResult result) {
    if (format == Format.json) {
      clearLine();
      out.println(json(result));
      out.flush();
    }
  }

  void finish(List<ReplayResult> results) {
    clearLine();
    if (format == Format.table) {
      table(results).lines(true).forEach(out::println);
      out.flush();
    }
  }

  private void clearLine() {
    if (isTerminal) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  private static ObjectNode json(ReplayResult result) {
    ObjectNode json = Json.object();
    json.put("policy", result.policy());
    json.put("seed", result.seed());
    for (Figures.Figure figure : Figures.ALL) {
      boolean isAsked = !figure.key().equals("learnSeconds") || result.learnSeconds() != null;
      if (isAsked) {
        json.put(figure.key(), figure.rounded(result).orElse(null));
      }
    }
    return json;
  }

  private static Table table(List<ReplayResult> results) {
    Table table =
        new Table(
            Stream.concat(
                    Stream.of("POLICY"),
                    Figures.ALL.stream().map(figure -> figure.heading().toUpperCase(Locale.ROOT)))
                .toList());
    results.forEach(result -> table.add(row(result)));
    return table;
  }

  private static List<String> row(ReplayResult result) {
    List<String> row = new ArrayList<>();
    row.add(result.policy());
    for (Figures.Figure figure : Figures.ALL) {
      row.add(figure.rounded(result).map(BigDecimal::toPlainString).orElse("-"));
    }
    return row;
  }

  /** Writes when the percentage changes. */
  private static final class ProgressLine implements ReplayProgress {
    private final PrintWriter err;
    private int percent = -1;

    ProgressLine(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void preparing(String policy) {
      percent = -1;
      write(policy + ": getting ready");
    }

    @Override
    public void playing(String policy, int arrivals, int of) {
      int now = (int) (100L * arrivals / of);
      if (now != percent) {
        percent = now;
        write("%s: %d %% of two passes played".formatted(policy, now));
      }
    }

    private void write(String text) {
      err.print("\r\u001b[K" + text);
      err.flush();
    }
  }
}
