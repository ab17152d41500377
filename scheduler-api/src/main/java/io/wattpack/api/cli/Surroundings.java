package io.wattpack.api.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command finds around it.
 *
 * @param environment the environment variables
 * @param out where data goes
 * @param err where messages go
 * @param isTerminal a person looks at the output: progress may rewrite its line
 * @param clock for ages in tables and for time limits
 * @param pause how to wait between two looks
 * @param starter starts a service in this process
 */
public record Surroundings(
    Map<String, String> environment,
    OutputStream out,
    OutputStream err,
    boolean isTerminal,
    InstantSource clock,
    Pause pause,
    ServiceStarter starter) {

  /** The surroundings of this process. */
  @SuppressWarnings("SystemConsoleNull") // the provider asked for gives null without a terminal
  public static Surroundings ofProcess(ServiceStarter starter) {
    // Since Java 22 a console exists even without a terminal, unless this provider is asked for.
    System.setProperty("jdk.console", "java.base");
    return new Surroundings(
        System.getenv(),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.console() != null,
        InstantSource.system(),
        Pause.real(),
        starter);
  }

  private static OutputStream stream(FileDescriptor descriptor) {
    return new BufferedOutputStream(new FileOutputStream(descriptor));
  }

  static Surroundings of(CommandSpec spec) {
    return ((WattpackCommand) spec.root().userObject()).surroundings();
  }

  /** The value of an environment variable; null when it is not set or blank. */
  @Nullable String variable(String name) {
    @Nullable String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
