package io.wattpack.api.http.openai;

import io.vertx.core.http.HttpServerRequest;
import io.wattpack.api.batch.RequestIdentity;
import io.wattpack.api.http.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads what tells a client's repeat from a second request. */
final class RequestIdentities {
  private static final int RETRIES_MAX = 100;

  private RequestIdentities() {}

  static RequestIdentity of(Call call, String path, String body) {
    HttpServerRequest request = call.request();
    String scope = "%s %s %s".formatted(call.principal().keyId(), request.method(), path);
    return new RequestIdentity(scope, key(request), hash(body), retries(request));
  }

  /** A structured-field string in quotes, or the bare token that most callers send. */
  private static @Nullable String key(HttpServerRequest request) {
    String header = request.getHeader("idempotency-key");
    if (header == null || header.isBlank()) {
      return null;
    }
    String key = header.strip();
    return key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")
        ? key.substring(1, key.length() - 1)
        : key;
  }

  private static int retries(HttpServerRequest request) {
    String header = request.getHeader("x-stainless-retry-count");
    try {
      return header == null ? 0 : Math.clamp(Integer.parseInt(header.strip()), 0, RETRIES_MAX);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String hash(String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
