package io.wattpack.api.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A file that holds one key as text, readable by its owner only. It is the one place outside its
 * owner's head where a key is whole.
 */
public final class KeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private KeyFile() {}

  /**
   * The key in {@code file}; a file that does not exist is written with a new key.
   *
   * @throws IllegalArgumentException when the file holds something else
   * @throws UncheckedIOException when it cannot be read or written
   */
  public static KeyText readOrCreate(Path file, RandomGenerator random) {
    try {
      return Files.exists(file) ? read(file) : create(file, random);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The key file %s cannot be read or written.%nMaybe check its folder and owner."
              .formatted(file),
          e);
    }
  }

  private static KeyText read(Path file) throws IOException {
    Optional<KeyText> key = KeyText.parse(Files.readString(file).strip());
    return key.orElseThrow(
        () ->
            new IllegalArgumentException(
                "The key file %s does not hold a key (wp_live_<keyid>_<secret>_<checksum>).%nMaybe delete it: a new key is written at the next start."
                    .formatted(file)));
  }

  /** Written beside its place and moved there, so that a crash never leaves half a key. */
  private static KeyText create(Path file, RandomGenerator random) throws IOException {
    KeyText key = KeyText.random(random);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(
        fresh, key.reveal() + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return key;
  }
}
