package io.wattpack.api.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One stored snapshot: what the engine knew after an entry of the journal.
 *
 * @param sequence number of the last entry it reflects; of the inputs, only those up to the image's
 *     last one
 * @param format how the body is to be read; {@link #FORMAT} is the one this version writes
 * @param digest of the state the image was taken of
 * @param body an image, written by {@link ImageCodec}
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader or writer; never compared
public record Snapshot(long sequence, int format, long digest, byte[] body) {
  /** Rises whenever an older program could not make the same engine of the body. */
  public static final int FORMAT = 2;

  /** CRC-32C over every field, in this order. */
  long checksum() {
    CRC32C crc = new CRC32C();
    crc.update(
        ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
            .putLong(sequence)
            .putInt(format)
            .putLong(digest)
            .flip());
    crc.update(body);
    return crc.getValue();
  }

  @Override
  public String toString() {
    return "snapshot at entry %d (format %d, %d bytes, content %08x)"
        .formatted(sequence, format, body.length, Arrays.hashCode(body));
  }
}
