package io.wattpack.api.batch;

/**
 * What one batch may ask for, and how it is cut.
 *
 * @param fileBytesMax bytes of an input file
 * @param requestsMax requests of a batch
 * @param inputsMax texts to embed over all requests of a batch
 * @param lineBytesMax bytes of one line
 * @param linesMax lines of a file, blank ones included
 * @param customIdCharactersMax characters of a {@code custom_id}
 * @param errorsMax mistakes collected before validation gives up
 * @param chunkLinesMax requests of a chunk
 * @param chunkTokensMax estimated tokens of a chunk, unless its only request has more
 * @param chunkBytesMax bytes of a chunk, unless its only request has more
 */
public record BatchLimits(
    long fileBytesMax,
    int requestsMax,
    int inputsMax,
    int lineBytesMax,
    int linesMax,
    int customIdCharactersMax,
    int errorsMax,
    int chunkLinesMax,
    int chunkTokensMax,
    int chunkBytesMax) {
  public static final BatchLimits DEFAULTS =
      new BatchLimits(
          200L << 20, 50_000, 50_000, 4 << 20, 1_000_000, 512, 100, 64, 16_000, 1 << 20);

  public BatchLimits {
    if (Math.min(fileBytesMax, Math.min(requestsMax, inputsMax)) < 1
        || Math.min(lineBytesMax, Math.min(linesMax, customIdCharactersMax)) < 1
        || Math.min(errorsMax, Math.min(chunkLinesMax, Math.min(chunkTokensMax, chunkBytesMax)))
            < 1) {
      throw new IllegalArgumentException("Every batch limit must be at least 1.");
    }
  }
}
