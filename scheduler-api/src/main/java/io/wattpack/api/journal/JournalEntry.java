package io.wattpack.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wattpack.core.units.EpochMillis;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One entry of the journal as it is stored.
 *
 * @param seq its number, from 1, without gaps
 * @param epoch of the process that wrote it
 * @param at an input: when it was accepted; a plan: the step's time; a takeover: when it began
 * @param body JSON
 */
public record JournalEntry(long seq, long epoch, EpochMillis at, EntryKind kind, String body) {
  /** CRC-32C over every field, in this order. */
  long checksum() {
    CRC32C crc = new CRC32C();
    crc.update(
        ByteBuffer.allocate(3 * Long.BYTES).putLong(seq).putLong(epoch).putLong(at.value()).flip());
    crc.update(kind.name().getBytes(UTF_8));
    crc.update(body.getBytes(UTF_8));
    return crc.getValue();
  }
}
