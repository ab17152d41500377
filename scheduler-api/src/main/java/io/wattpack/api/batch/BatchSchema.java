package io.wattpack.api.batch;

import io.wattpack.api.journal.Migration;
import java.util.List;

/**
 * The data plane's tables. Moments are epoch milliseconds, flags 0 or 1; {@code number} orders
 * objects by creation and serves list cursors, which is why a deleted file keeps its row.
 */
public final class BatchSchema {
  public static final List<Migration> MIGRATIONS =
      List.of(
          new Migration(
              "batch-1",
              List.of(
                  """
                  CREATE TABLE files (
                    number BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL,
                    filename TEXT NOT NULL, purpose TEXT NOT NULL, bytes BIGINT NOT NULL,
                    created_at BIGINT NOT NULL, expires_at BIGINT, deleted_at BIGINT,
                    batch TEXT, is_output BIGINT NOT NULL)
                  """,
                  "CREATE INDEX files_by_tenant ON files (tenant, number)",
                  """
                  CREATE TABLE batches (
                    number BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL,
                    state TEXT NOT NULL, closing TEXT, endpoint TEXT NOT NULL,
                    input_file TEXT NOT NULL, completion_window TEXT NOT NULL,
                    metadata TEXT NOT NULL, tier TEXT NOT NULL, model TEXT, errors TEXT,
                    output_file TEXT, error_file TEXT, output_life_seconds BIGINT,
                    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
                    in_progress_at BIGINT, finalizing_at BIGINT, completed_at BIGINT,
                    failed_at BIGINT, expired_at BIGINT, cancelling_at BIGINT, cancelled_at BIGINT,
                    requests BIGINT NOT NULL, tokens BIGINT NOT NULL, chunks BIGINT NOT NULL,
                    lines_ok BIGINT NOT NULL, lines_failed BIGINT NOT NULL,
                    tokens_used BIGINT NOT NULL, millijoules BIGINT NOT NULL,
                    output_bytes BIGINT NOT NULL, error_bytes BIGINT NOT NULL,
                    is_validated BIGINT NOT NULL, is_submitted BIGINT NOT NULL,
                    is_ended BIGINT NOT NULL)
                  """,
                  "CREATE INDEX batches_by_tenant ON batches (tenant, number)",
                  "CREATE INDEX batches_by_input ON batches (input_file)",
                  "CREATE INDEX batches_unfinished ON batches (is_ended, number)",
                  """
                  CREATE TABLE chunks (
                    batch TEXT NOT NULL, chunk BIGINT NOT NULL, byte_offset BIGINT NOT NULL,
                    byte_length BIGINT NOT NULL, line_first BIGINT NOT NULL,
                    requests BIGINT NOT NULL, tokens BIGINT NOT NULL,
                    PRIMARY KEY (batch, chunk))
                  """,
                  """
                  CREATE TABLE results (
                    batch TEXT NOT NULL, line BIGINT NOT NULL, chunk BIGINT NOT NULL,
                    segment TEXT NOT NULL, byte_offset BIGINT NOT NULL,
                    byte_length BIGINT NOT NULL, is_ok BIGINT NOT NULL, tokens BIGINT NOT NULL,
                    replica BIGINT, site TEXT, gpu_container TEXT, node TEXT,
                    PRIMARY KEY (batch, line))
                  """,
                  """
                  CREATE TABLE ledger (
                    batch TEXT NOT NULL, line BIGINT NOT NULL, tenant TEXT NOT NULL,
                    tokens BIGINT NOT NULL, millijoules BIGINT NOT NULL, at BIGINT NOT NULL,
                    PRIMARY KEY (batch, line))
                  """,
                  """
                  CREATE TABLE progress (
                    batch TEXT NOT NULL, replica BIGINT NOT NULL, site TEXT NOT NULL,
                    gpu_container TEXT NOT NULL, node TEXT NOT NULL, lines BIGINT NOT NULL,
                    tokens BIGINT NOT NULL, millijoules BIGINT NOT NULL,
                    PRIMARY KEY (batch, replica))
                  """,
                  """
                  CREATE TABLE idempotency (
                    scope TEXT NOT NULL, name TEXT NOT NULL, body_hash TEXT NOT NULL,
                    object TEXT NOT NULL, created_at BIGINT NOT NULL,
                    PRIMARY KEY (scope, name))
                  """,
                  "CREATE INDEX idempotency_by_age ON idempotency (created_at)")));

  private BatchSchema() {}
}
