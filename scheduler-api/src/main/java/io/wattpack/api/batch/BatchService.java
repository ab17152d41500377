package io.wattpack.api.batch;

import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.Store;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The batches of tenants. Another tenant's batch does not exist. Reads run on the executor given
 * for blocking work; futures fail only when storage fails.
 */
public final class BatchService {
  public static final List<String> ENDPOINTS = List.of("/v1/embeddings");

  private static final Map<String, Duration> WINDOWS = windows();
  private static final int METADATA_PAIRS_MAX = 16;
  private static final int METADATA_KEY_CHARACTERS_MAX = 64;
  private static final int METADATA_VALUE_CHARACTERS_MAX = 512;

  private final Store store;
  private final InstantSource clock;
  private final Executor blocking;
  private final ObjectIds ids;
  private final Consumer<String> onChange;

  /**
   * @param onChange told the id of a batch that was created or cancelled, once that is on disk:
   *     {@link DataPlane#advance}
   */
  public BatchService(
      Store store,
      InstantSource clock,
      Executor blocking,
      ObjectIds ids,
      Consumer<String> onChange) {
    this.store = store;
    this.clock = clock;
    this.blocking = blocking;
    this.ids = ids;
    this.onChange = onChange;
  }

  /** Accepts a batch; it is validated afterwards. */
  public CompletableFuture<Outcome<BatchObject>> create(
      TenantId tenant, BatchRequest request, RequestIdentity identity) {
    Optional<Refusal> refusal = check(request);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(Outcome.refused(refusal.get()));
    }
    String id = ids.batch();
    return store
        .write(
            CommitPoint.BATCH_CREATED,
            connection -> create(connection, id, tenant, request, identity))
        .whenComplete((outcome, failure) -> announce(outcome))
        .exceptionally(Failures::asOutcome);
  }

  public CompletableFuture<Outcome<BatchObject>> get(TenantId tenant, String id) {
    return CompletableFuture.supplyAsync(
        () -> store.read(connection -> find(connection, tenant, id)), blocking);
  }

  public CompletableFuture<Outcome<Page<BatchObject>>> list(TenantId tenant, ListQuery query) {
    return CompletableFuture.supplyAsync(
        () -> store.read(connection -> list(connection, tenant, query)), blocking);
  }

  /** Takes a batch back: lines in flight settle, the rest never runs. Repeating it does no harm. */
  public CompletableFuture<Outcome<BatchObject>> cancel(TenantId tenant, String id) {
    return store
        .write(CommitPoint.BATCH_MOVED, connection -> cancel(connection, tenant, id))
        .whenComplete((outcome, failure) -> announce(outcome))
        .exceptionally(Failures::asOutcome);
  }

  private Outcome<BatchObject> create(
      Connection connection,
      String id,
      TenantId tenant,
      BatchRequest request,
      RequestIdentity identity)
      throws SQLException {
    EpochMillis now = new EpochMillis(clock.millis());
    return switch (RequestMemory.recall(connection, identity, now.value())) {
      case RequestMemory.Recall.KeyReused() -> Outcome.refused(RequestMemory.keyReused());
      case RequestMemory.Recall.Repeat(String first) ->
          find(connection, tenant, first)
                  instanceof Outcome.Done<BatchObject>(BatchObject known, boolean r)
              ? Outcome.replayed(known)
              : Outcome.refused(unknown(first));
      case RequestMemory.Recall.Unknown() -> insert(connection, id, tenant, request, identity, now);
    };
  }

  private Outcome<BatchObject> insert(
      Connection connection,
      String id,
      TenantId tenant,
      BatchRequest request,
      RequestIdentity identity,
      EpochMillis now)
      throws SQLException {
    String input = request.inputFileId();
    Optional<FileObject> file = FileTable.find(connection, tenant, input, now.value());
    if (file.isEmpty()) {
      return Outcome.refused(Refusal.notFound("file", input, "input_file_id"));
    }
    if (!file.get().purpose().equals(FileObject.PURPOSE_BATCH)) {
      return Outcome.refused(wrongPurpose(file.get()));
    }
    Duration window = WINDOWS.getOrDefault(request.completionWindow(), Duration.ZERO);
    EpochMillis expiresAt = now.plusMillis(window.toMillis());
    BatchTable.insert(connection, id, tenant, request, ServiceTier.STANDARD, now, expiresAt);
    RequestMemory.remember(connection, identity, id, now.value());
    return find(connection, tenant, id);
  }

  private Outcome<BatchObject> cancel(Connection connection, TenantId tenant, String id)
      throws SQLException {
    Optional<BatchRow> before = BatchTable.find(connection, tenant, id);
    if (before.isEmpty()) {
      return Outcome.refused(unknown(id));
    }
    BatchState state = before.get().state();
    boolean isClosing = before.get().closing() == Closing.EXPIRED;
    if (state == BatchState.CANCELLING || state == BatchState.CANCELLED) {
      return Outcome.done(before.get().object());
    }
    if (isClosing || !state.canBecome(BatchState.CANCELLING)) {
      return Outcome.refused(notCancellable(id, state));
    }
    BatchTable.cancelling(connection, id, clock.millis());
    return find(connection, tenant, id);
  }

  private void announce(Outcome<BatchObject> outcome) {
    if (outcome instanceof Outcome.Done<BatchObject>(BatchObject batch, boolean isReplayed)) {
      onChange.accept(batch.id());
    }
  }

  private static Outcome<BatchObject> find(Connection connection, TenantId tenant, String id)
      throws SQLException {
    return BatchTable.find(connection, tenant, id)
        .map(row -> Outcome.done(row.object()))
        .orElseGet(() -> Outcome.refused(unknown(id)));
  }

  private static Outcome<Page<BatchObject>> list(
      Connection connection, TenantId tenant, ListQuery query) throws SQLException {
    Long after = null;
    if (query.after() != null) {
      after = BatchTable.number(connection, tenant, query.after()).orElse(null);
      if (after == null) {
        return Outcome.refused(Refusal.notFound("batch", query.after(), "after"));
      }
    }
    List<BatchObject> found =
        BatchTable.list(connection, tenant, query, after).stream().map(BatchRow::object).toList();
    boolean hasMore = found.size() > query.limit();
    return Outcome.done(new Page<>(hasMore ? found.subList(0, query.limit()) : found, hasMore));
  }

  private static Optional<Refusal> check(BatchRequest request) {
    if (!ENDPOINTS.contains(request.endpoint())) {
      return refuse(
          "invalid_endpoint",
          "endpoint",
          "A batch's endpoint must be one of %s, but was '%s'."
              .formatted(ENDPOINTS, request.endpoint()));
    }
    if (!WINDOWS.containsKey(request.completionWindow())) {
      return refuse(
          "invalid_completion_window",
          "completion_window",
          "The completion window must be one of %s, but was '%s'."
              .formatted(WINDOWS.keySet(), request.completionWindow()));
    }
    Optional<Refusal> metadata = checkMetadata(request.metadata());
    return metadata.isPresent()
        ? metadata
        : FileService.checkLife(
            request.outputExpiresAfterSeconds(), "output_expires_after.seconds");
  }

  private static Optional<Refusal> checkMetadata(Map<String, String> metadata) {
    boolean isWithin =
        metadata.size() <= METADATA_PAIRS_MAX
            && metadata.entrySet().stream()
                .allMatch(
                    pair ->
                        pair.getKey().length() <= METADATA_KEY_CHARACTERS_MAX
                            && pair.getValue().length() <= METADATA_VALUE_CHARACTERS_MAX);
    return isWithin
        ? Optional.empty()
        : refuse(
            "invalid_metadata",
            "metadata",
            "Metadata has at most %d pairs, keys of %d and values of %d characters."
                .formatted(
                    METADATA_PAIRS_MAX,
                    METADATA_KEY_CHARACTERS_MAX,
                    METADATA_VALUE_CHARACTERS_MAX));
  }

  private static Optional<Refusal> refuse(String code, String param, String message) {
    return Optional.of(Refusal.invalid(400, code, param, message));
  }

  private static Refusal wrongPurpose(FileObject file) {
    return Refusal.invalid(
        400,
        "invalid_file_purpose",
        "input_file_id",
        "The file (%s) has the purpose '%s', but a batch reads files of the purpose 'batch'."
            .formatted(file.id(), file.purpose()));
  }

  private static Refusal notCancellable(String id, BatchState state) {
    return Refusal.invalid(
        409,
        "batch_not_cancellable",
        null,
        "The batch (%s) is %s: there is nothing left to cancel.".formatted(id, state.label()));
  }

  private static Refusal unknown(String id) {
    return Refusal.notFound("batch", id, "batch_id");
  }

  private static Map<String, Duration> windows() {
    Map<String, Duration> windows = new LinkedHashMap<>();
    for (int hours : new int[] {1, 4, 12, 24, 48, 72}) {
      windows.put(hours + "h", Duration.ofHours(hours));
    }
    windows.put("7d", Duration.ofDays(7));
    return windows;
  }
}
