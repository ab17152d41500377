package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobReader;
import io.wattpack.api.blob.BlobStore;
import io.wattpack.api.worker.RequestLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the requests of a chunk from its input file; blocks on storage. */
final class ChunkReader {
  private final BlobStore blobs;
  private final BatchLimits limits;

  ChunkReader(BlobStore blobs, BatchLimits limits) {
    this.blobs = blobs;
    this.limits = limits;
  }

  List<RequestLine> read(String inputFile, Chunk chunk) {
    try (BlobReader reader = blobs.open(ResultBlobs.upload(inputFile))) {
      return requests(chunk, reader.read(chunk.offset(), chunk.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RequestLine> requests(Chunk chunk, byte[] bytes) throws IOException {
    LineReader lines =
        new LineReader(
            new ByteArrayInputStream(bytes), limits.lineBytesMax(), chunk.lineFirst() - 1);
    List<RequestLine> requests = new ArrayList<>(chunk.requests());
    while (lines.next()) {
      if (!lines.isBlank()) {
        requests.add(request(lines));
      }
    }
    if (requests.size() != chunk.requests()) {
      throw new IOException(
          "The chunk %d should hold %d requests, but holds %d.\nMaybe its input file was changed."
              .formatted(chunk.index(), chunk.requests(), requests.size()));
    }
    return requests;
  }

  private static RequestLine request(LineReader lines) throws IOException {
    int line = lines.number();
    ParsedRequest parsed = RequestParser.parse(lines.bytes(), lines.start(), lines.length(), line);
    if (parsed.customId() == null || parsed.url() == null || parsed.body() == null) {
      throw new IOException(
          "Line %d was valid, but is not now.\nMaybe its input file was changed.".formatted(line));
    }
    return new RequestLine(line, parsed.customId(), parsed.url(), parsed.body(), parsed.tokens());
  }
}
