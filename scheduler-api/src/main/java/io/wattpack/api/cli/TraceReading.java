package io.wattpack.api.cli;

import io.wattpack.api.report.trace.TraceFileException;
import io.wattpack.api.report.trace.TraceFiles;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the files of a workload trace that were named on the command line. */
final class TraceReading {
  private TraceReading() {}

  /** Reads one kind of file. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Path file) throws IOException, TraceFileException;
  }

  static List<TraceNode> nodes(Path file) {
    return read(file, TraceFiles::nodes);
  }

  static List<TracePod> pods(Path file) {
    return read(file, TraceFiles::pods);
  }

  static <T> T read(Path file, Reader<T> reader) {
    LocalFile.mustBeFile(file);
    try {
      return reader.read(file);
    } catch (IOException e) {
      throw LocalFile.unreadable(file, e);
    } catch (TraceFileException e) {
      throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()));
    }
  }
}
