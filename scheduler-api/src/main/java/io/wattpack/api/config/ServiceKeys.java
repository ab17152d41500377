package io.wattpack.api.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Every key of the service's configuration, with its range and default. */
final class ServiceKeys {
  static final String LISTEN = "listen";
  static final String STORAGE = "storage";
  static final String LIMITS = "limits";
  static final String LEARNING = "learning";
  static final String TELEMETRY = "telemetry";
  static final String MINERS = "miners";
  static final String MINER_GROUPS = "groups";

  static final Key.Text HOST =
      new Key.Text(
          "host",
          Pattern.compile("[A-Za-z0-9.:_-]{1,253}"),
          "a host name or an IP address",
          "0.0.0.0",
          "127.0.0.1");
  static final Key.WholeNumber PORT = Key.WholeNumber.optional("port", 0, 65_535, 8080);

  static final Key.Text DATA_DIR = path("dataDir", "wattpack-data");

  /** Empty: none. */
  static final Key.Text FLEET_FILE = path("fleetFile", "");

  static final Key.WholeNumber PAGES_MAX =
      Key.WholeNumber.optional("pagesMax", 64, 4_294_967_294L, 16_777_216);

  static final Key.WholeNumber FILE_BYTES_MAX =
      Key.WholeNumber.optional("fileBytesMax", 1_024, 10L << 30, 200L << 20);
  static final Key.WholeNumber BATCH_LINES_MAX =
      Key.WholeNumber.optional("batchLinesMax", 1, 1_000_000, 50_000);
  static final Key.WholeNumber LINE_BYTES_MAX =
      Key.WholeNumber.optional("lineBytesMax", 1_024, 64 << 20, 4 << 20);
  static final Key.WholeNumber BODY_BYTES_MAX =
      Key.WholeNumber.optional("bodyBytesMax", 65_536, 64 << 20, 4 << 20);

  static final Key.Word<YesNo> LEARNING_ENABLED =
      new Key.Word<>("enabled", List.of(YesNo.values()), YesNo::label, YesNo.TRUE);
  static final Key.WholeNumber CORE_PERMILLE =
      Key.WholeNumber.optional("corePermille", 10, 1_000, 250);
  static final Key.WholeNumber ARRIVALS_FIRST =
      Key.WholeNumber.optional("arrivalsFirst", 50, 1_000_000, 300);
  static final Key.WholeNumber ARRIVALS_SECOND =
      Key.WholeNumber.optional("arrivalsSecond", 50, 1_000_000, 1_500);
  static final Key.WholeNumber ARRIVALS_THIRD =
      Key.WholeNumber.optional("arrivalsThird", 50, 1_000_000, 5_000);
  static final Key.WholeNumber DRIFT_PERMILLE =
      Key.WholeNumber.optional("driftPermille", 1, 1_000, 200);
  static final Key.WholeNumber DRIFT_ARRIVALS =
      Key.WholeNumber.optional("driftArrivals", 100, 4_096, 1_000);

  static final Key.WholeNumber STALE_SECONDS =
      Key.WholeNumber.optional("staleSeconds", 1, 86_400, 60);

  /** 0: never. */
  static final Key.WholeNumber VIRTUAL_SECONDS =
      Key.WholeNumber.optional("virtualSeconds", 0, 3_600, 10);

  static final Key.WholeNumber ASLEEP_WATTS_MAX =
      Key.WholeNumber.optional("asleepWattsMax", 1, 1_000, 60);
  static final Key.WholeNumber PARALLEL_MAX = Key.WholeNumber.optional("parallelMax", 1, 1_024, 64);
  static final Key.WholeNumber ESCALATE_MILLIS =
      Key.WholeNumber.optional("escalateMillis", 1_000, 3_600_000, 30_000);
  static final Key.Text MINER_GROUP =
      new Key.Text("id", FleetKeys.ID.form(), "the id of a miner group", "ga-s21-1", null);
  static final Key.Names MACHINES =
      new Key.Names(
          "machines",
          new Key.Text(
              "machine",
              Pattern.compile(
                  "(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})"
                      + "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"),
              "host, host:port or [ipv6]:port",
              "10.1.0.11",
              null),
          2_000);

  private ServiceKeys() {}

  /** Every key by its full name, in the order of the documentation. */
  static Map<String, Key> all() {
    Map<String, Key> all = new LinkedHashMap<>();
    all.put(LISTEN + ".host", HOST);
    all.put(LISTEN + ".port", PORT);
    all.put("dataDir", DATA_DIR);
    all.put("fleetFile", FLEET_FILE);
    all.put(STORAGE + ".pagesMax", PAGES_MAX);
    all.put(LIMITS + ".fileBytesMax", FILE_BYTES_MAX);
    all.put(LIMITS + ".batchLinesMax", BATCH_LINES_MAX);
    all.put(LIMITS + ".lineBytesMax", LINE_BYTES_MAX);
    all.put(LIMITS + ".bodyBytesMax", BODY_BYTES_MAX);
    all.put(LEARNING + ".enabled", LEARNING_ENABLED);
    all.put(LEARNING + ".corePermille", CORE_PERMILLE);
    all.put(LEARNING + ".arrivalsFirst", ARRIVALS_FIRST);
    all.put(LEARNING + ".arrivalsSecond", ARRIVALS_SECOND);
    all.put(LEARNING + ".arrivalsThird", ARRIVALS_THIRD);
    all.put(LEARNING + ".driftPermille", DRIFT_PERMILLE);
    all.put(LEARNING + ".driftArrivals", DRIFT_ARRIVALS);
    all.put(TELEMETRY + ".staleSeconds", STALE_SECONDS);
    all.put(TELEMETRY + ".virtualSeconds", VIRTUAL_SECONDS);
    all.put(MINERS + ".asleepWattsMax", ASLEEP_WATTS_MAX);
    all.put(MINERS + ".parallelMax", PARALLEL_MAX);
    all.put(MINERS + ".escalateMillis", ESCALATE_MILLIS);
    all.put(MINERS + ".groups[].id", MINER_GROUP);
    all.put(MINERS + ".groups[].machines", MACHINES);
    return all;
  }

  private static Key.Text path(String name, String fallback) {
    return new Key.Text(
        name,
        Pattern.compile("[^\\p{Cntrl}]{1,1000}"),
        "a path, from the folder of this file unless absolute",
        "/var/lib/wattpack",
        fallback);
  }
}
