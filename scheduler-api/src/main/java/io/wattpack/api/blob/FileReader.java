package io.wattpack.api.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file at any place. */
final class FileReader implements BlobReader {
  private final Path file;
  private final FileChannel channel;
  private final long size;

  FileReader(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      int got = read(offset + done, bytes, done, length - done);
      if (got < 0) {
        throw new UncheckedIOException(
            new EOFException(
                "The file (%s) ends before byte %d.".formatted(file, offset + length)));
      }
      done += got;
    }
    return bytes;
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) {
    try {
      return channel.read(ByteBuffer.wrap(into, at, length), offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
