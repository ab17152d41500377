package io.wattpack.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wattpack.core.event.Input;
import io.wattpack.core.plan.Plan;
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
  private static final EventCodec EVENTS = new EventCodec();
  private static final PlanCodec PLANS = new PlanCodec();

  /**
   * The input that an {@link EntryKind#INPUT} entry holds.
   *
   * @throws JournalDamagedException when its body has no meaning
   */
  public Input input() {
    try {
      return new Input(seq, at, EVENTS.read(body));
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  /**
   * The plan that a {@link EntryKind#PLAN} entry holds.
   *
   * @throws JournalDamagedException when its body has no meaning
   */
  public Plan plan() {
    try {
      return PLANS.read(body);
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  /**
   * The name of what it describes, for example {@code input.limit-changed}, {@code plan}, {@code
   * takeover}.
   */
  public String type() {
    return switch (kind) {
      case INPUT -> "input." + EVENTS.typeOf(body);
      case PLAN -> "plan";
      case TAKEOVER -> "takeover";
    };
  }

  private JournalDamagedException unreadable(IllegalArgumentException e) {
    return new JournalDamagedException(seq, "its body cannot be read: " + e.getMessage(), e);
  }

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
