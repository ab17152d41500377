package io.wattpack.api.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    Listen listen,
    Path dataDir,
    @Nullable Path fleetFile,
    Storage storage,
    Limits limits,
    Learning learning,
    Telemetry telemetry,
    Miners miners) {

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

  /**
   * What the service learns about placement by itself.
   *
   * @param isEnabled whether it does at all
   * @param corePermille thousandths of one core it may use
   * @param arrivalsFirst how many arrivals it learns from first
   * @param arrivalsSecond and at how many it learns again
   * @param arrivalsThird and again
   * @param driftPermille how far the mix may drift, in thousandths, before it learns again
   * @param driftArrivals arrivals that drift is measured on
   */
  public record Learning(
      boolean isEnabled,
      int corePermille,
      int arrivalsFirst,
      int arrivalsSecond,
      int arrivalsThird,
      int driftPermille,
      int driftArrivals) {
    public static final Learning DEFAULT = new Learning(true, 250, 300, 1_500, 5_000, 200, 1_000);

    public Learning {
      check(ServiceKeys.CORE_PERMILLE, corePermille);
      check(ServiceKeys.ARRIVALS_FIRST, arrivalsFirst);
      check(ServiceKeys.ARRIVALS_SECOND, arrivalsSecond);
      check(ServiceKeys.ARRIVALS_THIRD, arrivalsThird);
      check(ServiceKeys.DRIFT_PERMILLE, driftPermille);
      check(ServiceKeys.DRIFT_ARRIVALS, driftArrivals);
    }
  }

  /**
   * What meters and GPUs read.
   *
   * @param staleSeconds age from which on a reading is shown as stale and no longer counts
   * @param virtualSeconds from one reading of a virtual site's meters to the next; 0: it has none
   */
  public record Telemetry(int staleSeconds, int virtualSeconds) {
    public static final Telemetry DEFAULT = new Telemetry(60, 10);

    public Telemetry {
      check(ServiceKeys.STALE_SECONDS, staleSeconds);
      check(ServiceKeys.VIRTUAL_SECONDS, virtualSeconds);
    }
  }

  /**
   * The miners that are switched over their own firmware.
   *
   * @param asleepWattsMax what a machine may draw and still be asleep
   * @param parallelMax orders and readings under way at once in a group
   * @param escalateMillis after the declared time of a group, until machines that do not obey are
   *     an alarm
   * @param groups each miner group once
   */
  public record Miners(
      int asleepWattsMax, int parallelMax, int escalateMillis, List<MinerMachines> groups) {
    public static final Miners DEFAULT = new Miners(60, 64, 30_000, List.of());

    public Miners {
      check(ServiceKeys.ASLEEP_WATTS_MAX, asleepWattsMax);
      check(ServiceKeys.PARALLEL_MAX, parallelMax);
      check(ServiceKeys.ESCALATE_MILLIS, escalateMillis);
      groups = List.copyOf(groups);
    }
  }

  /**
   * Where the machines of a miner group listen.
   *
   * @param group its id in the fleet
   * @param machines host, host:port or [ipv6]:port of each
   */
  public record MinerMachines(String group, List<String> machines) {
    public MinerMachines {
      machines = List.copyOf(machines);
    }
  }

  /** Everything at its default, with its data in a given folder. */
  public static ServiceConfig defaults(Path dataDir) {
    return new ServiceConfig(
        Listen.DEFAULT,
        dataDir,
        null,
        Storage.DEFAULT,
        Limits.DEFAULT,
        Learning.DEFAULT,
        Telemetry.DEFAULT,
        Miners.DEFAULT);
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
    return new ServiceConfig(
        other, dataDir, fleetFile, storage, limits, learning, telemetry, miners);
  }

  public ServiceConfig withFleetFile(@Nullable Path other) {
    return new ServiceConfig(listen, dataDir, other, storage, limits, learning, telemetry, miners);
  }

  public ServiceConfig withStorage(Storage other) {
    return new ServiceConfig(
        listen, dataDir, fleetFile, other, limits, learning, telemetry, miners);
  }

  public ServiceConfig withLimits(Limits other) {
    return new ServiceConfig(
        listen, dataDir, fleetFile, storage, other, learning, telemetry, miners);
  }

  public ServiceConfig withLearning(Learning other) {
    return new ServiceConfig(listen, dataDir, fleetFile, storage, limits, other, telemetry, miners);
  }

  public ServiceConfig withTelemetry(Telemetry other) {
    return new ServiceConfig(listen, dataDir, fleetFile, storage, limits, learning, other, miners);
  }

  public ServiceConfig withMiners(Miners other) {
    return new ServiceConfig(
        listen, dataDir, fleetFile, storage, limits, learning, telemetry, other);
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
