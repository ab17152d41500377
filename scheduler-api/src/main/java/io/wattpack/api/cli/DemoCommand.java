package io.wattpack.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in this process, on virtual sites, with a real small model. */
@Command(
    name = "demo",
    description =
        "Runs the whole service here: three virtual sites, a real small model, two customers.")
final class DemoCommand implements Callable<Integer> {
  private static final Path FOLDER = Path.of(".wattpack", "demo");

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port on 127.0.0.1; 0: any free one (default ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where data and keys are kept (default: .wattpack/demo in the clone, else here).")
  private @Nullable Path data;

  @Override
  public Integer call() throws IOException {
    Surroundings surroundings = Surroundings.of(spec);
    try (Demo demo = Demo.start(port, folder(surroundings), surroundings)) {
      tell(demo.prepare(), demo.environmentFile());
      ServiceRun.untilTheEnd(demo);
    }
    return ExitCode.OK.code();
  }

  private Path folder(Surroundings surroundings) {
    if (data != null) {
      return data;
    }
    @Nullable String root = surroundings.variable("WATTPACK_ROOT");
    return root == null ? FOLDER : Path.of(root).resolve(FOLDER);
  }

  private void tell(Map<String, String> variables, Path environment) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        """
        Wattpack is ready at %1$s. Its sites are virtual; the vectors it computes are real.
        Look at it:   %1$s/#key=%2$s
        Try it, in another terminal:
          . %3$s
          deploy/examples/make-requests 1000 > requests.jsonl
          ./wattpack batch create requests.jsonl --watch
          ./wattpack power get
        Control-C ends it; the next demo goes on with the same data.
        """
            .formatted(
                variables.get("WATTPACK_URL"), variables.get("WATTPACK_API_KEY"), environment));
    out.flush();
  }
}
