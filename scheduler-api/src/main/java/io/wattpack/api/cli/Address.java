package io.wattpack.api.cli;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a command sends its requests and the key it shows there.
 *
 * @param base without a slash at the end; paths are appended to it
 * @param origin the names of the environment variables it came from, for messages
 */
record Address(URI base, String key, String origin) {
  private static final String URL_DEFAULT = "http://127.0.0.1:8080";
  private static final String KEY_PREFIX = "wp_";

  /** For operator commands: WATTPACK_URL and WATTPACK_API_KEY. */
  static Address ofOperator(Surroundings surroundings) {
    return new Address(
        url(surroundings), key(surroundings, "WATTPACK_API_KEY"), "WATTPACK_URL, WATTPACK_API_KEY");
  }

  /**
   * For batch commands: OPENAI_BASE_URL and OPENAI_API_KEY; without the first, WATTPACK_URL. A key
   * that another service issued is never sent to WATTPACK_URL.
   */
  static Address ofCustomer(Surroundings surroundings) {
    @Nullable String base = surroundings.variable("OPENAI_BASE_URL");
    if (base != null) {
      return new Address(
          parse("OPENAI_BASE_URL", base),
          key(surroundings, "OPENAI_API_KEY"),
          "OPENAI_BASE_URL, OPENAI_API_KEY");
    }
    @Nullable String key = surroundings.variable("OPENAI_API_KEY");
    boolean ours = key != null && key.startsWith(KEY_PREFIX);
    String name = ours ? "OPENAI_API_KEY" : "WATTPACK_API_KEY";
    return new Address(
        URI.create(url(surroundings) + "/v1"), key(surroundings, name), "WATTPACK_URL, " + name);
  }

  URI resolve(String path) {
    return URI.create(base + path);
  }

  private static URI url(Surroundings surroundings) {
    @Nullable String url = surroundings.variable("WATTPACK_URL");
    return parse("WATTPACK_URL", url == null ? URL_DEFAULT : url);
  }

  private static String key(Surroundings surroundings, String name) {
    @Nullable String key = surroundings.variable(name);
    if (key == null) {
      throw new CommandFailure(
          ExitCode.AUTH,
          "%s is not set, so there is no key to show.".formatted(name),
          "run `. .wattpack/demo/demo.env` beside a demo, or export the key you were given.");
    }
    return key;
  }

  private static URI parse(String name, String value) {
    try {
      URI uri = new URI(value.replaceAll("/+$", ""));
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Answered below, as for every other text that is no address.
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "%s is not an http or https address: '%s'.".formatted(name, value),
        "set it like %s=%s.".formatted(name, URL_DEFAULT));
  }
}
