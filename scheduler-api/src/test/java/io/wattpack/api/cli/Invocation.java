package io.wattpack.api.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;

/** Runs the command line as a process would, with streams, variables and a clock of its own. */
final class Invocation {
  static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private boolean isTerminal;
  private boolean isRealTime;
  private ServiceStarter starter = FakeStarter.none();

  /** What one command left behind. */
  record Outcome(int exitCode, String out, String err) {}

  static Invocation of(FakeService service) {
    return new Invocation()
        .with("WATTPACK_URL", service.url())
        .with("WATTPACK_API_KEY", "wp_live_operator")
        .with("OPENAI_BASE_URL", service.url() + "/v1")
        .with("OPENAI_API_KEY", "wp_live_customer");
  }

  Invocation with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Invocation without(String variable) {
    environment.remove(variable);
    return this;
  }

  Invocation onTerminal() {
    isTerminal = true;
    return this;
  }

  /** With the clock and the pauses of the world. */
  Invocation inRealTime() {
    isRealTime = true;
    return this;
  }

  Invocation startedBy(ServiceStarter starter) {
    this.starter = starter;
    return this;
  }

  Outcome run(String... arguments) {
    int exitCode = commandLine().execute(arguments);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  CommandLine commandLine() {
    return WattpackCommand.commandLine(surroundings());
  }

  Surroundings surroundings() {
    AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    Pause pause = duration -> clock.updateAndGet(now -> now.plus(duration));
    return isRealTime
        ? new Surroundings(
            environment, out, err, isTerminal, InstantSource.system(), Pause.real(), starter)
        : new Surroundings(environment, out, err, isTerminal, clock::get, pause, starter);
  }
}
