package io.wattpack.api.batch;

import io.wattpack.api.journal.FencedException;
import io.wattpack.api.journal.StorageFullException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Turns failures of storage into refusals that a tenant may read. */
final class Failures {
  private Failures() {}

  /** Full storage is a refusal; any other failure stays one. */
  static <T> Outcome<T> asOutcome(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof StorageFullException || cause instanceof UncheckedIOException) {
      return Outcome.refused(Refusal.storageFull());
    }
    throw failure instanceof CompletionException e ? e : new CompletionException(failure);
  }

  /** Whether this process may not write any more, so that trying again is of no use. */
  static boolean isOver(@Nullable Throwable failure) {
    return failure != null && cause(failure) instanceof FencedException;
  }

  /** The cause in one line, for the log. */
  static String brief(@Nullable Throwable failure) {
    return failure == null ? "no result" : cause(failure).toString();
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static Refusal unreadable(String file) {
    return new Refusal(
        500,
        "file_unreadable",
        null,
        "The bytes of the file (%s) could not be read.".formatted(file),
        true);
  }
}
