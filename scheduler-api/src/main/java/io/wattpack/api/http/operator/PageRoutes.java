package io.wattpack.api.http.operator;

import io.vertx.core.buffer.Buffer;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The operator's page and its assets, out of the jar. They are open: the page holds no data, only
 * the key in its fragment gets any. Nothing foreign may run in it or frame it.
 */
public final class PageRoutes {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Routes over the files beside this class. */
  public PageRoutes() {}

  public List<Endpoint> endpoints() {
    return List.of(
        asset("/", "page.html", "text/html; charset=utf-8"),
        asset("/page.css", "page.css", "text/css; charset=utf-8"),
        script("page.js"),
        script("parts.js"),
        script("caps.js"),
        script("events.js"),
        asset("/favicon.ico", "icon.svg", "image/svg+xml"));
  }

  private static Endpoint script(String file) {
    return asset("/" + file, file, "text/javascript; charset=utf-8");
  }

  private static Endpoint asset(String path, String file, String type) {
    Buffer bytes = read(file);
    Answer answer =
        response -> {
          response.putHeader("content-security-policy", POLICY);
          response.putHeader("x-content-type-options", "nosniff");
          response.putHeader("referrer-policy", "no-referrer");
          response.putHeader("cache-control", "no-cache");
          return Answer.bytes(200, type, bytes).send(response);
        };
    return Endpoint.get(path, Access.OPEN, call -> answer.now());
  }

  private static Buffer read(String file) {
    try (InputStream stream = PageRoutes.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The page's file %s is missing from the build.".formatted(file));
      }
      return Buffer.buffer(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The page's file %s cannot be read.".formatted(file), e);
    }
  }
}
