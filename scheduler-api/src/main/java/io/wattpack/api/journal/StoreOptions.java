package io.wattpack.api.journal;

/**
 * How a {@link SqliteStore} uses its disk.
 *
 * @param maxPages largest size of the database in pages of 4096 bytes, at least {@link #PAGES_MIN}
 * @param reservePages the part of {@code maxPages} that only {@link Store#writeReserved} may use;
 *     as many bytes are preallocated in a file beside the database and freed when the disk itself
 *     is full; 1 to a quarter of {@code maxPages}
 * @param groupMax most writes in one transaction, at least 1
 * @param readers most reads at the same time, at least 1
 * @param busyTimeoutMillis how long to wait for another connection's lock, at least 0
 */
public record StoreOptions(
    long maxPages, long reservePages, int groupMax, int readers, int busyTimeoutMillis) {
  public static final int PAGE_BYTES = 4096;
  public static final long PAGES_MIN = 64;

  /** 64 GiB with 16 MiB in reserve. */
  public static final StoreOptions DEFAULT = new StoreOptions(16_777_216, 4_096, 512, 4, 5_000);

  public StoreOptions {
    check("maxPages", maxPages, PAGES_MIN, 4_294_967_294L);
    check("reservePages", reservePages, 1, maxPages / 4);
    check("groupMax", groupMax, 1, 100_000);
    check("readers", readers, 1, 64);
    check("busyTimeoutMillis", busyTimeoutMillis, 0, 600_000);
  }

  /** The same with another size limit; the reserve shrinks with a small one. */
  public StoreOptions withMaxPages(long pages) {
    return new StoreOptions(
        pages, Math.clamp(pages / 8, 1, reservePages), groupMax, readers, busyTimeoutMillis);
  }

  long ordinaryPages() {
    return maxPages - reservePages;
  }

  long reserveBytes() {
    return reservePages * PAGE_BYTES;
  }

  private static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "The store's %s must be %d to %d, but was %d.".formatted(name, min, max, value));
    }
  }
}
