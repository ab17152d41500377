package io.wattpack.api.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that tests hold against the code, wherever the tests are started. */
final class RepositoryFiles {
  private RepositoryFiles() {}

  static Path path(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("scheduler-api"))) {
      folder = folder.getParent();
    }
    return folder.resolve(name);
  }

  static String text(String name) throws IOException {
    return Files.readString(path(name));
  }
}
