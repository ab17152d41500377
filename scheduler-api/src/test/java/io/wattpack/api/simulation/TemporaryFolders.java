package io.wattpack.api.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders for a run: in memory where the system offers it, because a simulated crash loses nothing
 * that a real disk would keep, and every commit of a real one waits for the disk.
 */
final class TemporaryFolders {
  private static final Path MEMORY = Path.of("/dev/shm");

  private TemporaryFolders() {}

  static Path create() {
    try {
      return Files.isWritable(MEMORY)
          ? Files.createTempDirectory(MEMORY, "wattpack-simulation")
          : Files.createTempDirectory("wattpack-simulation");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
