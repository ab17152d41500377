package io.wattpack.api.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service as a configuration file says. */
@Command(name = "serve", description = "Runs the service as a configuration file says.")
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "A configuration file in YAML.")
  private Path config;

  @Option(
      names = "--bootstrap-key-file",
      paramLabel = "FILE",
      description = "Holds the key of an operator; written with a new one when it does not exist.")
  private @Nullable Path keyFile;

  @Override
  public Integer call() {
    ServiceStarter starter = Surroundings.of(spec).starter();
    try (RunningService service =
        ServiceRun.start(
            () -> starter.serve(config, keyFile), "wattpack serve, with listen.port %d")) {
      spec.commandLine().getErr().println("Wattpack serves on port %d.".formatted(service.port()));
      ServiceRun.untilTheEnd(service);
    }
    return ExitCode.OK.code();
  }
}
