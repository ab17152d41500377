package io.wattpack.api.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which object a request made, in the transaction that makes it, so that a repeat gets
 * the same object: by the {@code Idempotency-Key} for a day, and by its body for ten minutes when
 * the client says that it is a retry.
 */
final class RequestMemory {
  static final Duration KEY_LIFE = Duration.ofHours(24);
  static final Duration RETRY_LIFE = Duration.ofMinutes(10);

  private RequestMemory() {}

  /** What is known of a request. */
  sealed interface Recall {
    /** It is a first one. */
    record Unknown() implements Recall {}

    /** It repeats the request that made this object. */
    record Repeat(String object) implements Recall {}

    /** Its key was used with another body. */
    record KeyReused() implements Recall {}
  }

  private record Entry(String bodyHash, String object) {}

  static Recall recall(Connection connection, RequestIdentity request, long now)
      throws SQLException {
    if (request.idempotencyKey() != null) {
      Entry entry = find(connection, request.scope(), byKey(request), now - KEY_LIFE.toMillis());
      if (entry == null) {
        return new Recall.Unknown();
      }
      return entry.bodyHash().equals(request.bodyHash())
          ? new Recall.Repeat(entry.object())
          : new Recall.KeyReused();
    }
    if (request.retryCount() < 1) {
      return new Recall.Unknown();
    }
    Entry entry = find(connection, request.scope(), byBody(request), now - RETRY_LIFE.toMillis());
    return entry == null ? new Recall.Unknown() : new Recall.Repeat(entry.object());
  }

  static void remember(Connection connection, RequestIdentity request, String object, long now)
      throws SQLException {
    put(connection, request, byBody(request), object, now);
    if (request.idempotencyKey() != null) {
      put(connection, request, byKey(request), object, now);
    }
  }

  static void forgetOld(Connection connection, long now) throws SQLException {
    Sql.change(
        connection, "DELETE FROM idempotency WHERE created_at < ?", now - KEY_LIFE.toMillis());
  }

  static Refusal keyReused() {
    return Refusal.invalid(
        422,
        "idempotency_key_reused",
        null,
        "This Idempotency-Key was used with another request.\nMaybe draw a new key per request.");
  }

  private static @Nullable Entry find(
      Connection connection, String scope, String name, long notBefore) throws SQLException {
    return Sql.first(
            connection,
            "SELECT body_hash, object FROM idempotency"
                + " WHERE scope = ? AND name = ? AND created_at >= ?",
            row -> new Entry(row.getString(1), row.getString(2)),
            scope,
            name,
            notBefore)
        .orElse(null);
  }

  private static void put(
      Connection connection, RequestIdentity request, String name, String object, long now)
      throws SQLException {
    Sql.change(
        connection,
        "INSERT INTO idempotency (scope, name, body_hash, object, created_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, name) DO UPDATE SET"
            + " body_hash = excluded.body_hash, object = excluded.object,"
            + " created_at = excluded.created_at",
        request.scope(),
        name,
        request.bodyHash(),
        object,
        now);
  }

  private static String byKey(RequestIdentity request) {
    return "key " + request.idempotencyKey();
  }

  private static String byBody(RequestIdentity request) {
    return "body " + request.bodyHash();
  }
}
