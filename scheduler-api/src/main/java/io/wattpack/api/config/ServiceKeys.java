package io.wattpack.api.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Every key of the service's configuration, with its range and default. */
final class ServiceKeys {
  static final String LISTEN = "listen";
  static final String STORAGE = "storage";
  static final String LIMITS = "limits";

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
