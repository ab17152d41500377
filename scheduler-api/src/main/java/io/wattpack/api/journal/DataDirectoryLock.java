package io.wattpack.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Proof that this process alone uses a data directory. The operating system drops the lock with the
 * process, so a killed one leaves nothing to clean up.
 */
final class DataDirectoryLock implements AutoCloseable {
  private static final String NAME = "lock";
  private static final int NOTE_BYTES_MAX = 64;

  // Within one process the system's lock is no help: closing any other handle of the file would
  // even drop it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DataDirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock, creating the directory where needed.
   *
   * @throws DataDirectoryInUseException when another store holds it
   */
  static DataDirectoryLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      Path directory = folder.toRealPath();
      if (!HELD_HERE.add(directory)) {
        throw new DataDirectoryInUseException(directory, "this process");
      }
      return lockOrForget(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The data directory (%s) cannot be used: %s.%nMaybe it is a file, or belongs to another user."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static DataDirectoryLock lockOrForget(Path directory) throws IOException {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.resolve(NAME),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return lock(directory, channel);
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(directory);
      closeQuietly(channel);
      throw e;
    }
  }

  private static DataDirectoryLock lock(Path directory, FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    if (lock == null) {
      throw new DataDirectoryInUseException(directory, "process " + readNote(channel));
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
    return new DataDirectoryLock(directory, channel);
  }

  private static String readNote(FileChannel channel) throws IOException {
    ByteBuffer note = ByteBuffer.allocate(NOTE_BYTES_MAX);
    channel.read(note, 0);
    return UTF_8.decode(note.flip()).toString().strip();
  }

  private static void closeQuietly(@Nullable FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of %s could not be closed.".formatted(directory), e);
    } finally {
      HELD_HERE.remove(directory);
    }
  }
}
