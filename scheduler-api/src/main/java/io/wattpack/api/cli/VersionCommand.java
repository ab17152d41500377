package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** Says which build this is and on which Java it runs. */
@Command(name = "version", description = "Prints the version and the Java it runs on.")
public final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    ObjectNode version = Json.object();
    version.put("version", version());
    version.put("java", java());
    shared.printer().lines(version, List.of(getVersion()));
    return ExitCode.OK.code();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"wattpack " + version(), "java " + java()};
  }

  private static String version() {
    @Nullable String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")";
  }
}
