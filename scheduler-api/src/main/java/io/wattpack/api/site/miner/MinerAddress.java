package io.wattpack.api.site.miner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one machine listens.
 *
 * @param host a name or an IP address
 * @param port 1 to 65535
 */
public record MinerAddress(String host, int port) {
  /** The port of the JSON interface unless another is named. */
  public static final int PORT = 4028;

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?");

  public MinerAddress {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port of the miner %s must be from 1 to 65535, but was %d.".formatted(host, port));
    }
  }

  /**
   * Reads {@code host}, {@code host:port} or {@code [ipv6]:port}.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public static MinerAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The address of a miner must be host, host:port or [ipv6]:port, but was %s."
              .formatted(text));
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    String port = matcher.group(3);
    return new MinerAddress(host, port == null ? PORT : Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
