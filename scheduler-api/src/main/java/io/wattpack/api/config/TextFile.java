package io.wattpack.api.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file of bounded size as strict UTF-8. */
final class TextFile {
  private TextFile() {}

  static Optional<String> read(Path file, Problems problems) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than allowed tells a file that is too large; its size alone would not (pipes,
      // growing files).
      byte[] bytes = in.readNBytes(YamlText.BYTES_MAX + 1);
      return bytes.length > YamlText.BYTES_MAX ? tooLarge(problems) : decode(bytes, problems);
    }
  }

  private static Optional<String> tooLarge(Problems problems) {
    YamlText.addTooLarge(problems);
    return Optional.empty();
  }

  private static Optional<String> decode(byte[] bytes, Problems problems) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      problems.addWhole(
          FileRule.NOT_YAML,
          null,
          "must be UTF-8 text",
          "Maybe this is a binary file, or saved in another encoding.");
      return Optional.empty();
    }
  }
}
