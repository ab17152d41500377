package io.wattpack.api.journal;

/**
 * An entry of the journal is not what was written: it, or one before it, was changed or lost
 * outside this program.
 */
public final class JournalDamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long seq;

  JournalDamagedException(long seq, String finding) {
    super(
        ("Entry %d of the journal is damaged: %s.%n"
                + "Maybe restore the data directory from a copy made before; nothing after entry %d can be trusted.")
            .formatted(seq, finding, seq - 1));
    this.seq = seq;
  }

  JournalDamagedException(long seq, String finding, Throwable cause) {
    this(seq, finding);
    initCause(cause);
  }

  /** Number of the first entry that cannot be trusted. */
  public long seq() {
    return seq;
  }
}
