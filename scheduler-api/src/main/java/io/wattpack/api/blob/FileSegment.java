package io.wattpack.api.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file that grows at its end; one sync for all pieces of an append. */
final class FileSegment implements BlobSegment {
  private final FileChannel channel;

  FileSegment(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public long append(List<byte[]> pieces) {
    try {
      // The real end, not a counted one: an append that failed half way leaves junk that nothing
      // points at.
      long start = channel.size();
      channel.position(start);
      FileUpload.writeFully(channel, joined(pieces));
      channel.force(false);
      return start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer joined(List<byte[]> pieces) {
    int length = pieces.stream().mapToInt(piece -> piece.length).reduce(0, Math::addExact);
    ByteBuffer buffer = ByteBuffer.allocate(length);
    pieces.forEach(buffer::put);
    return buffer.flip();
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
