package io.wattpack.api.config;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code wattpack serve --config FILE} runs with; knob by knob in {@code
 * docs/configuration.md}. Loaded once, printed once at start.
 *
 * @param dataDir everything the service keeps: its database and the files of customers
 * @param fleetFile the fleet that the service applies at start; null: none, the one applied last
 *     stays
 */
public record ServiceConfig(
    Listen listen, Path dataDir, @Nullable Path fleetFile, Storage storage, Limits limits) {

  /**
   * Where the service answers.
   *
   * @param host the interface; 127.0.0.1: only this machine
   * @param port 0: any free one
   */
  public record Listen(String host, int port) {
    public static final Listen DEFAULT = new Listen("127.0.0.1", 8080);

    public Listen {
      check(ServiceKeys.PORT, port);
    }
  }

  /**
   * The database.
   *
   * @param pagesMax largest size in pages of 4096 bytes; at it, new work is refused
   */
  public record Storage(long pagesMax) {
    public static final Storage DEFAULT = new Storage(16_777_216);

    public Storage {
      check(ServiceKeys.PAGES_MAX, pagesMax);
    }
  }

  /**
   * What customers may send.
   *
   * @param fileBytesMax bytes of an uploaded file
   * @param batchLinesMax requests of one batch
   * @param lineBytesMax bytes of one line of a file
   * @param bodyBytesMax bytes of the body of any other request
   */
  public record Limits(long fileBytesMax, int batchLinesMax, int lineBytesMax, int bodyBytesMax) {
    public static final Limits DEFAULT = new Limits(200L << 20, 50_000, 4 << 20, 4 << 20);

    public Limits {
      check(ServiceKeys.FILE_BYTES_MAX, fileBytesMax);
      check(ServiceKeys.BATCH_LINES_MAX, batchLinesMax);
      check(ServiceKeys.LINE_BYTES_MAX, lineBytesMax);
      check(ServiceKeys.BODY_BYTES_MAX, bodyBytesMax);
    }
  }

  /** Everything at its default, with its data in a given folder. */
  public static ServiceConfig defaults(Path dataDir) {
    return new ServiceConfig(Listen.DEFAULT, dataDir, null, Storage.DEFAULT, Limits.DEFAULT);
  }

  /**
   * Reads a file; paths in it start from its folder.
   *
   * @throws IOException when the file cannot be read at all
   */
  public static ServiceConfigResult read(Path file) throws IOException {
    return ServiceConfigReader.read(file);
  }

  public ServiceConfig withListen(Listen other) {
    return new ServiceConfig(other, dataDir, fleetFile, storage, limits);
  }

  public ServiceConfig withFleetFile(@Nullable Path other) {
    return new ServiceConfig(listen, dataDir, other, storage, limits);
  }

  public ServiceConfig withStorage(Storage other) {
    return new ServiceConfig(listen, dataDir, fleetFile, other, limits);
  }

  public ServiceConfig withLimits(Limits other) {
    return new ServiceConfig(listen, dataDir, fleetFile, storage, other);
  }

  /** Every knob with its value, as a file that {@link #read} reads back. */
  public String write() {
    return ServiceConfigReader.write(this);
  }

  private static void check(Key.WholeNumber key, long value) {
    if (value < key.min() || value > key.max()) {
      throw new IllegalArgumentException(
          "The configuration's %s must be %s, but was %d."
              .formatted(key.name(), key.rule(), value));
    }
  }
}
