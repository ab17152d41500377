package io.wattpack.api.journal;

import java.nio.file.Path;

/** Another process, or another store of this process, has the data directory open. */
public final class DataDirectoryInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataDirectoryInUseException(Path directory, String holder) {
    super(
        "The data directory (%s) is in use by %s.%nMaybe stop that one, or name another directory."
            .formatted(directory, holder));
  }
}
