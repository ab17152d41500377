package io.wattpack.api.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a demo, held by one process at a time: the service's data, the keys, and demo.env
 * while the demo is ready. Everything in it that holds a key is for its owner only.
 */
final class DemoFolder implements AutoCloseable {
  private static final FileAttribute<?> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final FileChannel lock;

  private DemoFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, made if need be, and removes the demo.env that an earlier demo left there.
   */
  static DemoFolder open(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    createPrivate(absolute);
    createPrivate(absolute.resolve("keys"));
    DemoFolder opened = new DemoFolder(absolute, locked(absolute));
    opened.withdraw();
    return opened;
  }

  /** Where the service keeps its data. */
  Path data() {
    return folder.resolve("data");
  }

  /** The file with the key of that name. */
  Path keyFile(String name) {
    return folder.resolve("keys").resolve(name);
  }

  Path environmentFile() {
    return folder.resolve("demo.env");
  }

  /** The key of that name; null when there is none yet. */
  @Nullable String key(String name) throws IOException {
    return Files.exists(keyFile(name)) ? Files.readString(keyFile(name)).strip() : null;
  }

  void keep(String name, String key) throws IOException {
    write(keyFile(name), key + "\n");
  }

  /** Writes demo.env, which appears whole or not at all. */
  void publish(Map<String, String> variables) throws IOException {
    StringBuilder text = new StringBuilder();
    variables.forEach((name, value) -> text.append("export %s='%s'\n".formatted(name, value)));
    write(environmentFile(), text.toString());
  }

  /** Removes demo.env: there is no service to talk to any more. */
  void withdraw() {
    try {
      Files.deleteIfExists(environmentFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the folder go. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    if (folder.getParent() != null) {
      Files.createDirectories(folder.getParent());
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, OWNER_FOLDER);
    }
  }

  /** The lock goes with the process, however it ends. */
  private static FileChannel locked(Path folder) throws IOException {
    Path file = folder.resolve("demo.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new CommandFailure(
          ExitCode.CONFLICT,
          "Another demo runs on the data in %s.".formatted(folder),
          "use that one, or give this one a folder of its own: `wattpack demo --port 0 --data DIR`.");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OWNER_FILE);
    Files.writeString(fresh, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
