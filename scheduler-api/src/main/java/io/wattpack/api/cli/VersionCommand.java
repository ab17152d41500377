package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which build this is and on which Java it runs. */
@Command(name = "version", description = "Prints the version and the Java it runs on.")
public final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    for (String line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Override
  public String[] getVersion() {
    @Nullable String version = VersionCommand.class.getPackage().getImplementationVersion();
    return new String[] {
      "wattpack " + (version == null ? "(not packaged)" : version),
      "java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")"
    };
  }
}
