package io.wattpack.api.cli;

import io.wattpack.api.learn.TableFile;
import io.wattpack.api.report.replay.PlayOptions;
import io.wattpack.core.model.WasteTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where policies that learn have their knowledge from; without either option they learn first. */
final class ReplayKnowledge {
  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "A table written by `wattpack learn`, for policies that learn.")
  private @Nullable Path table;

  @Option(
      names = "--cold",
      description =
          "Policies that learn start without any knowledge, and learn from the pods seen.")
  private boolean isCold;

  static PlayOptions options(@Nullable ReplayKnowledge given, long seed) {
    if (given != null && given.table != null) {
      return new PlayOptions(seed, PlayOptions.Learning.FROM_TABLE, table(given.table));
    }
    boolean isCold = given != null && given.isCold;
    return new PlayOptions(
        seed, isCold ? PlayOptions.Learning.COLD : PlayOptions.Learning.BEFOREHAND, null);
  }

  private static WasteTable table(Path file) {
    try {
      return TableFile.read(LocalFile.text(file)).learned().table();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "%s holds no learned table. %s".formatted(file, String.valueOf(e.getMessage())));
    }
  }
}
