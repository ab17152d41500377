package io.wattpack.api.loop;

/** Too many events wait already: this one was not taken. The caller may try again. */
public final class InboxFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InboxFullException(int max) {
    super(
        "%d events wait to be written, which is the limit.%nMaybe try again in a second."
            .formatted(max));
  }
}
