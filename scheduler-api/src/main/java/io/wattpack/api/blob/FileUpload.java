package io.wattpack.api.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes an unfinished file and renames it when all its bytes are on disk. */
final class FileUpload implements BlobUpload {
  private final BlobName name;
  private final Path folder;
  private final Path unfinished;
  private final long bytesMax;
  private final FileChannel channel;
  private long bytes;

  FileUpload(BlobName name, Path folder, Path unfinished, long bytesMax) throws IOException {
    this.name = name;
    this.folder = folder;
    this.unfinished = unfinished;
    this.bytesMax = bytesMax;
    this.channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    if (bytes + length > bytesMax) {
      throw new BlobTooLargeException(name, bytesMax);
    }
    try {
      writeFully(channel, ByteBuffer.wrap(source, offset, length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes += length;
  }

  @Override
  public long finish() {
    try {
      channel.force(true);
      channel.close();
      Files.move(unfinished, folder.resolve(name.name()), StandardCopyOption.ATOMIC_MOVE);
      FolderBlobStore.syncFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
