package io.wattpack.api.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the files named on the command line. */
final class LocalFile {
  private LocalFile() {}

  /** The whole text of a file in UTF-8. */
  static String text(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "%s is a folder, not a file.".formatted(file),
          "name a file inside it.");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static CommandFailure unreadable(Path file, IOException cause) {
    String why =
        switch (cause) {
          case NoSuchFileException missing -> "it does not exist";
          case java.io.FileNotFoundException missing -> "it does not exist";
          case AccessDeniedException denied -> "this user may not";
          case CharacterCodingException binary -> "it is not text in UTF-8";
          default -> Refusals.cause(cause);
        };
    return new CommandFailure(
        ExitCode.FAILURE,
        "%s cannot be read: %s.".formatted(file, why),
        "check the path: `ls -l %s`.".formatted(file));
  }
}
