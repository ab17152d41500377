package io.wattpack.api.batch;

/** One line with its answer, ready to be stored. */
final class SettledLine {
  private final int line;
  private final int chunk;
  private final boolean isOk;
  private final long tokensEstimated;
  private final long tokensUsed;
  private final byte[] json;

  /**
   * @param chunk the chunk it belongs to
   * @param isOk it goes to the output file and is billed; otherwise to the error file
   * @param tokensEstimated at validation
   * @param tokensUsed as the model counted; 0 unless ok
   * @param json the line of the output or error file, with its line break
   */
  SettledLine(
      int line, int chunk, boolean isOk, long tokensEstimated, long tokensUsed, byte[] json) {
    this.line = line;
    this.chunk = chunk;
    this.isOk = isOk;
    this.tokensEstimated = tokensEstimated;
    this.tokensUsed = tokensUsed;
    this.json = json;
  }

  int line() {
    return line;
  }

  int chunk() {
    return chunk;
  }

  boolean isOk() {
    return isOk;
  }

  long tokensEstimated() {
    return tokensEstimated;
  }

  long tokensUsed() {
    return tokensUsed;
  }

  byte[] json() {
    return json;
  }

  int length() {
    return json.length;
  }
}
