package io.wattpack.api.batch;

import java.util.ArrayList;
import java.util.List;

/** Cuts requests, given in order, into chunks that respect the limits. */
final class ChunkCutter {
  private final BatchLimits limits;
  private final List<Chunk> chunks = new ArrayList<>();
  private long offset;
  private long end;
  private int lineFirst;
  private int requests;
  private long tokens;

  ChunkCutter(BatchLimits limits) {
    this.limits = limits;
  }

  /** Adds the request of the line at {@code from} up to {@code to}. */
  void add(int line, long from, long to, long requestTokens) {
    if (requests > 0 && !hasRoom(to, requestTokens)) {
      cut();
    }
    if (requests == 0) {
      offset = from;
      lineFirst = line;
    }
    end = to;
    requests++;
    tokens += requestTokens;
  }

  List<Chunk> finish() {
    if (requests > 0) {
      cut();
    }
    return List.copyOf(chunks);
  }

  private boolean hasRoom(long to, long requestTokens) {
    return requests < limits.chunkLinesMax()
        && tokens + requestTokens <= limits.chunkTokensMax()
        && to - offset <= limits.chunkBytesMax();
  }

  private void cut() {
    int length = Math.toIntExact(end - offset);
    chunks.add(new Chunk(chunks.size(), offset, length, lineFirst, requests, tokens));
    requests = 0;
    tokens = 0;
  }
}
