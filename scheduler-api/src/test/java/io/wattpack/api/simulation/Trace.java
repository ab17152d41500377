package io.wattpack.api.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What happened in a run, as one number: two runs of one seed must have the same. */
final class Trace {
  private final CRC32C hash = new CRC32C();
  private final @Nullable Path file;
  private long lines;

  /**
   * @param file also gets every line, for looking where two runs part; null: none
   */
  Trace(@Nullable Path file) {
    this.file = file;
  }

  void add(String line) {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    hash.update(bytes);
    lines++;
    if (file != null) {
      write(file, bytes);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String value() {
    return "%08x/%d".formatted(hash.getValue(), lines);
  }
}
