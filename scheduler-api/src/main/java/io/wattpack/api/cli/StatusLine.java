package io.wattpack.api.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** One line on standard error that rewrites itself; nothing unless a person looks on. */
final class StatusLine {
  private static final String START = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean isTerminal;
  private String shown = "";

  StatusLine(CommandSpec spec) {
    err = spec.commandLine().getErr();
    isTerminal = Surroundings.of(spec).isTerminal();
  }

  void show(String text) {
    if (isTerminal && !text.equals(shown)) {
      shown = text;
      err.print(START + text);
      err.flush();
    }
  }

  void clear() {
    if (!shown.isEmpty()) {
      shown = "";
      err.print(START);
      err.flush();
    }
  }
}
