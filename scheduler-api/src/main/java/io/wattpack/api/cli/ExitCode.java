package io.wattpack.api.cli;

/** What the process's exit code says to a script; the numbers never change their meaning. */
public enum ExitCode {
  OK(0, "Done; for `fleet diff`: nothing would change."),
  FAILURE(
      1,
      "Failed for another reason: no service answers, it failed, or a file cannot be read. For `fleet diff`: something would change."),
  USAGE(
      2,
      "Wrong usage: an unknown command, option or value. For `fleet diff` also what is 1 elsewhere."),
  NOT_FOUND(3, "What was named does not exist, or belongs to somebody else."),
  AUTH(4, "No key, a wrong key, or a key that may not do this."),
  CONFLICT(
      5, "Not in its present state: already ended, not finished yet, a port or folder in use."),
  REFUSED(6, "Refused: an invalid file or value, a limit, full storage, or no capacity now."),
  WAIT_FAILED(7, "What was waited for ended in failure."),
  PARTIAL(8, "Done in part: some lines of a batch failed."),
  TIMEOUT(124, "Not done within the time given."),
  INTERRUPTED(130, "Interrupted from the keyboard.");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number the process ends with. */
  public int code() {
    return code;
  }

  /** One sentence for {@code wattpack help exit-codes}. */
  public String meaning() {
    return meaning;
  }
}
