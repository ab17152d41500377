package io.wattpack.api.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes kept on the disk by a file that means nothing: when the disk is full it is deleted, so that
 * what must be written still can be.
 */
final class DiskReserve {
  private static final String NAME = "reserve";
  private static final int BLOCK_BYTES = 1 << 20;

  private final Path file;
  private final long bytes;
  private boolean held;

  DiskReserve(Path directory, long bytes) {
    this.file = directory.resolve(NAME);
    this.bytes = bytes;
  }

  boolean isHeld() {
    return held;
  }

  /**
   * Takes the bytes if the disk has them to spare. Never fails: a disk without them simply leaves
   * the reserve open.
   */
  void take() {
    try {
      held = isComplete() || (hasRoom() && fill());
    } catch (IOException e) {
      held = false;
    }
  }

  /** Gives the bytes back to the disk. */
  void free() {
    held = false;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The reserve (%s) could not be freed.".formatted(file), e);
    }
  }

  private boolean isComplete() throws IOException {
    return Files.exists(file) && Files.size(file) == bytes;
  }

  // Twice the reserve: taking the last bytes would only refuse ordinary writes a moment later.
  private boolean hasRoom() throws IOException {
    return Files.getFileStore(file.getParent()).getUsableSpace() >= 2 * bytes;
  }

  private boolean fill() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
      for (long left = bytes; left > 0; left -= block.limit()) {
        channel.write(block.clear().limit((int) Math.min(left, BLOCK_BYTES)));
      }
      channel.force(true);
      return channel.size() == bytes;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
