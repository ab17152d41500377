package io.wattpack.api.auth;

import io.wattpack.api.journal.Migration;
import java.util.List;

/** The table of keys. Only hashes; {@code tenant} is null exactly for operators. */
public final class AuthSchema {
  public static final List<Migration> MIGRATIONS =
      List.of(
          Migration.of(
              "auth-1",
              """
              CREATE TABLE api_keys (
                key_id TEXT NOT NULL PRIMARY KEY,
                sha256 TEXT NOT NULL,
                role TEXT NOT NULL,
                tenant TEXT,
                name TEXT NOT NULL,
                created_at BIGINT NOT NULL)
              """));

  private AuthSchema() {}
}
