package io.wattpack.api.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads and writes the files named on the command line. */
final class LocalFile {
  private LocalFile() {}

  /** The whole text of a file in UTF-8. */
  static String text(Path file) {
    mustBeFile(file);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Refuses a folder, which would read as an error that says nothing. */
  static void mustBeFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "%s is a folder, not a file.".formatted(file),
          "name a file inside it.");
    }
  }

  /** Refuses a file that could not be written, before hours of work for it are done. */
  static void mustBeWritable(Path file) {
    mustBeFile(file);
    Path folder = file.toAbsolutePath().getParent();
    boolean isWritable =
        Files.exists(file)
            ? Files.isWritable(file)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (!isWritable) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "%s cannot be written.".formatted(file),
          "make the folder first, or check who may write there: `ls -ld %s`.".formatted(folder));
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "%s cannot be written: %s.".formatted(file, Refusals.cause(e)),
          "check the space and who may write there.");
    }
  }

  static CommandFailure unreadable(Path file, IOException cause) {
    String why =
        switch (cause) {
          case NoSuchFileException missing -> "it does not exist";
          case FileNotFoundException missing -> "it does not exist";
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
