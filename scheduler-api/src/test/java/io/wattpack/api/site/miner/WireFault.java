package io.wattpack.api.site.miner;

/** What a stand-in does to one exchange. The command is carried out unless nobody heard it. */
enum WireFault {
  NONE,
  /** Answers after a while. */
  SLOW,
  /** Ends the reply with a NUL byte and keeps the connection open. */
  NUL,
  /** Nobody listens. */
  REFUSED,
  /** Closes without a reply. */
  DROPPED,
  /** Closes in the middle of the reply. */
  HALF,
  /** Says nothing and keeps the connection open. */
  SILENT,
  /** Sends a byte now and then, for ever. */
  TRICKLING,
  GARBAGE,
  NOT_AN_OBJECT,
  TRAILING,
  NO_STATUS,
  ODD_STATUS,
  /** Refuses with a status E, without doing it. */
  ERROR,
  /** Refuses with a status F, without doing it. */
  FATAL,
  /** Does it and warns. */
  WARNING,
  NO_SECTION,
  ODD_FIGURES,
  HUGE
}
