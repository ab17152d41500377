package io.wattpack.api.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines: LF or CRLF, the last one with or without. A byte order mark at
 * the start of a line is no part of it: joined files have one in the middle. Holds one line at a
 * time, and of a line that is too long only the length.
 */
final class LineReader {
  private static final int FIRST_BUFFER_BYTES = 64 << 10;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int lineBytesMax;
  private byte[] buffer;
  private int start;
  private int end;
  private boolean isDrained;
  private long streamOffset;

  private int lineStart;
  private int lineLength;
  private long lineOffset;
  private int lineNumber;
  private boolean isTooLong;

  LineReader(InputStream in, int lineBytesMax, int linesBefore) {
    this.in = in;
    this.lineBytesMax = lineBytesMax;
    this.buffer = new byte[Math.min(FIRST_BUFFER_BYTES, lineBytesMax + 2)];
    this.lineNumber = linesBefore;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    isTooLong = false;
    lineOffset = streamOffset + start;
    int scanned = start;
    while (true) {
      int newline = indexOfNewline(scanned);
      if (newline >= 0) {
        return found(newline, newline + 1);
      }
      scanned = end;
      if (isDrained) {
        return start < end && found(end, end);
      }
      if (end - start > lineBytesMax + 1) {
        return skipTooLong();
      }
      scanned -= makeRoom();
      fill();
    }
  }

  byte[] bytes() {
    return buffer;
  }

  /** Where the line's bytes begin in {@link #bytes}. */
  int start() {
    return lineStart;
  }

  int length() {
    return lineLength;
  }

  /** Where the line begins in the stream, a byte order mark included. */
  long offset() {
    return lineOffset;
  }

  /** Where the next line begins in the stream. */
  long nextOffset() {
    return streamOffset + start;
  }

  /** Counted from 1, blank ones too. */
  int number() {
    return lineNumber;
  }

  boolean isTooLong() {
    return isTooLong;
  }

  boolean isBlank() {
    for (int i = lineStart; i < lineStart + lineLength; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return !isTooLong;
  }

  private boolean found(int lineEnd, int nextStart) {
    lineStart = start;
    lineLength = lineEnd - start;
    start = nextStart;
    lineNumber++;
    dropByteOrderMark();
    if (lineLength > 0 && buffer[lineStart + lineLength - 1] == '\r') {
      lineLength--;
    }
    isTooLong = lineLength > lineBytesMax;
    return true;
  }

  private void dropByteOrderMark() {
    int mark = BYTE_ORDER_MARK.length;
    if (lineLength >= mark
        && Arrays.equals(buffer, lineStart, lineStart + mark, BYTE_ORDER_MARK, 0, mark)) {
      lineStart += mark;
      lineLength -= mark;
    }
  }

  private boolean skipTooLong() throws IOException {
    lineNumber++;
    lineStart = 0;
    lineLength = 0;
    isTooLong = true;
    while (true) {
      int newline = indexOfNewline(start);
      if (newline >= 0) {
        start = newline + 1;
        return true;
      }
      start = end;
      if (isDrained) {
        return true;
      }
      makeRoom();
      fill();
    }
  }

  private int indexOfNewline(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /**
   * Moves what is unread to the front, or grows the buffer if it is full; returns by how much the
   * content moved.
   */
  private int makeRoom() {
    int moved = start;
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      streamOffset += start;
      end -= start;
      start = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, lineBytesMax + 3));
    }
    return moved;
  }

  private void fill() throws IOException {
    int got = in.read(buffer, end, buffer.length - end);
    if (got < 0) {
      isDrained = true;
    } else {
      end += got;
    }
  }
}
