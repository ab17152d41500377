package io.wattpack.api.task;

import java.util.Locale;

/** Where a task stands for its tenant. */
public enum TaskState {
  /** Nothing of it runs. */
  WAITING,
  /** It has its GPUs. */
  RUNNING,
  /** It ran to its end. */
  SUCCEEDED,
  /** It could not be accepted, or failed as often as it is tried. */
  FAILED,
  /** It does not wait, and there was no room for it. */
  REJECTED,
  /** Its tenant took it back. */
  CANCELLED;

  public boolean isFinal() {
    return switch (this) {
      case WAITING, RUNNING -> false;
      case SUCCEEDED, FAILED, REJECTED, CANCELLED -> true;
    };
  }

  /** The word on the wire and in the store. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TaskState ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
