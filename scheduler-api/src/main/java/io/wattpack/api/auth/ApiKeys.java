package io.wattpack.api.auth;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.Store;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All keys. Their hashes are in the store and, because one process owns the store, also in memory:
 * a look-up never waits for the disk.
 */
public final class ApiKeys {
  private static final byte[] NO_HASH = new byte[32];

  private final Store store;
  private final Map<String, StoredKey> byId = new ConcurrentHashMap<>();

  private ApiKeys(Store store) {
    this.store = store;
  }

  /** Reads all keys; blocks. */
  public static ApiKeys load(Store store) {
    ApiKeys keys = new ApiKeys(store);
    store.read(keys::readAll);
    return keys;
  }

  /** Who holds this key; empty when nobody does. */
  public Optional<Principal> authenticate(String presented) {
    return KeyText.parse(presented).flatMap(this::lookUp);
  }

  /**
   * Records a key, old or new, so that it works from now on; a repeat changes nothing but its name.
   *
   * @param tenant null exactly for operators
   */
  public CompletableFuture<Principal> adopt(
      KeyText key, Role role, @Nullable TenantId tenant, String name, EpochMillis at) {
    Principal principal = new Principal(role, tenant, key.keyId());
    StoredKey stored = new StoredKey(key.sha256(), principal);
    return store
        .<Principal>write(
            CommitPoint.KEY_CREATED, connection -> insert(connection, stored, name, at))
        .thenApply(
            written -> {
              byId.put(key.keyId(), stored);
              return written;
            });
  }

  private Optional<Principal> lookUp(KeyText key) {
    StoredKey stored = byId.get(key.keyId());
    // An unknown id is compared as well: the time taken must not tell which ids exist.
    byte[] hash = stored == null ? NO_HASH : stored.sha256();
    boolean same = MessageDigest.isEqual(hash, key.sha256());
    return same && stored != null ? Optional.of(stored.principal()) : Optional.empty();
  }

  private static Principal insert(Connection connection, StoredKey key, String name, EpochMillis at)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO api_keys (key_id, sha256, role, tenant, name, created_at) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (key_id) DO UPDATE SET sha256 = excluded.sha256, role = excluded.role,"
                + " tenant = excluded.tenant, name = excluded.name")) {
      TenantId tenant = key.principal().tenant();
      insert.setString(1, key.principal().keyId());
      insert.setString(2, HexFormat.of().formatHex(key.sha256()));
      insert.setString(3, key.principal().role().label());
      insert.setString(4, tenant == null ? null : tenant.value());
      insert.setString(5, name);
      insert.setLong(6, at.value());
      insert.executeUpdate();
    }
    return key.principal();
  }

  private Integer readAll(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT key_id, sha256, role, tenant FROM api_keys");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        StoredKey key = stored(rows);
        byId.put(key.principal().keyId(), key);
      }
    }
    return byId.size();
  }

  private static StoredKey stored(ResultSet row) throws SQLException {
    String tenant = row.getString(4);
    Principal principal =
        new Principal(
            Role.ofLabel(row.getString(3)),
            tenant == null ? null : new TenantId(tenant),
            row.getString(1));
    return new StoredKey(HexFormat.of().parseHex(row.getString(2)), principal);
  }

  /** A key at rest. */
  @SuppressWarnings("ArrayRecordComponent") // never compared or printed
  private record StoredKey(byte[] sha256, Principal principal) {}
}
