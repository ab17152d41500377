package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobStore;
import io.wattpack.api.blob.NoSuchBlobException;
import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.Store;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The files of tenants. Another tenant's file does not exist. Reads run on the executor given for
 * blocking work; futures fail only when storage fails.
 */
public final class FileService {
  private static final long LIFE_SECONDS_MIN = 3_600;
  private static final long LIFE_SECONDS_MAX = 2_592_000;
  private static final int FILENAME_CHARACTERS_MAX = 512;

  private final Store store;
  private final BlobStore blobs;
  private final BatchLimits limits;
  private final InstantSource clock;
  private final Executor blocking;
  private final ObjectIds ids;
  private final FileSweeper sweeper;

  public FileService(
      Store store,
      BlobStore blobs,
      BatchLimits limits,
      InstantSource clock,
      Executor blocking,
      ObjectIds ids) {
    this.store = store;
    this.blobs = blobs;
    this.limits = limits;
    this.clock = clock;
    this.blocking = blocking;
    this.ids = ids;
    this.sweeper = new FileSweeper(store, blobs);
  }

  /** Removes bytes without a row; blocks. To be called once, before the first upload. */
  public void recover() {
    sweeper.sweepAll();
  }

  /** Starts an upload; blocks. */
  public IncomingFile begin() {
    String id = ids.file();
    return new IncomingFile(id, blobs.create(ResultBlobs.upload(id), limits.fileBytesMax()));
  }

  /**
   * Ends an upload: its bytes, then its row, become durable. Closes it in every case.
   *
   * @param expiresAfterSeconds 3600 to 2592000; null: never
   * @param request its body hash is taken from the bytes, name and purpose, whatever it holds
   */
  public CompletableFuture<Outcome<FileObject>> finish(
      IncomingFile file,
      TenantId tenant,
      String filename,
      String purpose,
      @Nullable Long expiresAfterSeconds,
      RequestIdentity request) {
    Optional<Refusal> refusal = check(filename, purpose, expiresAfterSeconds);
    return CompletableFuture.completedFuture(refusal)
        .thenComposeAsync(
            refused ->
                refused.isPresent()
                    ? CompletableFuture.completedFuture(Outcome.<FileObject>refused(refused.get()))
                    : insert(
                        finished(file, tenant, filename, purpose, expiresAfterSeconds),
                        request.withBodyHash(file.hash() + " " + purpose + " " + filename)),
            blocking)
        .whenCompleteAsync((outcome, failure) -> close(file, outcome), blocking)
        .exceptionally(Failures::asOutcome);
  }

  public CompletableFuture<Outcome<FileObject>> get(TenantId tenant, String id) {
    return CompletableFuture.supplyAsync(
        () -> store.read(connection -> find(connection, tenant, id)), blocking);
  }

  /** Lists; {@code purpose} null: all. */
  public CompletableFuture<Outcome<Page<FileObject>>> list(
      TenantId tenant, ListQuery query, @Nullable String purpose) {
    return CompletableFuture.supplyAsync(
        () -> store.read(connection -> list(connection, tenant, query, purpose)), blocking);
  }

  /** Deletes for its tenant; a batch that reads it goes on reading. The value is the file's id. */
  public CompletableFuture<Outcome<String>> delete(TenantId tenant, String id) {
    return store
        .write(CommitPoint.FILE_DELETED, connection -> markDeleted(connection, tenant, id))
        .thenApplyAsync(
            deleted -> {
              deleted.ifPresent(this::sweep);
              return deleted.isPresent() ? Outcome.done(id) : Outcome.<String>refused(unknown(id));
            },
            blocking)
        .exceptionally(Failures::asOutcome);
  }

  /**
   * Opens the bytes; of a running batch's results those that are committed. The caller closes it.
   */
  public CompletableFuture<Outcome<FileContent>> content(TenantId tenant, String id) {
    return CompletableFuture.supplyAsync(() -> open(tenant, id), blocking);
  }

  /** Deletes what has expired and forgets old requests; to be called every few minutes. */
  public CompletableFuture<Void> sweep() {
    long now = clock.millis();
    return store
        .write(
            CommitPoint.FILE_DELETED,
            connection -> {
              FileTable.markExpired(connection, now);
              RequestMemory.forgetOld(connection, now);
              return now;
            })
        .thenAcceptAsync(sweeper::sweepExpired, blocking);
  }

  private Optional<Refusal> check(
      String filename, String purpose, @Nullable Long expiresAfterSeconds) {
    if (!purpose.equals(FileObject.PURPOSE_BATCH)) {
      return Optional.of(
          Refusal.invalid(
              400,
              "invalid_purpose",
              "purpose",
              "The purpose must be 'batch'.\nMaybe it was left out."));
    }
    if (filename.isEmpty()
        || filename.length() > FILENAME_CHARACTERS_MAX
        || filename.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(
          Refusal.invalid(
              400,
              "invalid_filename",
              "file",
              "A file name must have 1 to %d characters, none of them a control character."
                  .formatted(FILENAME_CHARACTERS_MAX)));
    }
    return checkLife(expiresAfterSeconds, "expires_after[seconds]");
  }

  static Optional<Refusal> checkLife(@Nullable Long seconds, String param) {
    if (seconds == null || (seconds >= LIFE_SECONDS_MIN && seconds <= LIFE_SECONDS_MAX)) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.invalid(
            400,
            "invalid_expires_after",
            param,
            "A file may expire after %d to %d seconds, but %d were asked for."
                .formatted(LIFE_SECONDS_MIN, LIFE_SECONDS_MAX, seconds)));
  }

  private FileObject finished(
      IncomingFile file,
      TenantId tenant,
      String filename,
      String purpose,
      @Nullable Long expiresAfterSeconds) {
    long bytes = file.upload().finish();
    EpochMillis now = new EpochMillis(clock.millis());
    EpochMillis expiresAt =
        expiresAfterSeconds == null ? null : now.plusMillis(1_000 * expiresAfterSeconds);
    return new FileObject(file.id(), tenant, bytes, now, filename, purpose, expiresAt, null, false);
  }

  private CompletableFuture<Outcome<FileObject>> insert(FileObject file, RequestIdentity request) {
    long now = file.createdAt().value();
    return store.write(
        CommitPoint.FILE_CREATED,
        connection ->
            switch (RequestMemory.recall(connection, request, now)) {
              case RequestMemory.Recall.KeyReused() -> Outcome.refused(RequestMemory.keyReused());
              case RequestMemory.Recall.Repeat(String first) -> {
                Optional<FileObject> known = FileTable.find(connection, file.tenant(), first, now);
                yield known.isPresent()
                    ? Outcome.replayed(known.get())
                    : inserted(connection, file, request);
              }
              case RequestMemory.Recall.Unknown() -> inserted(connection, file, request);
            });
  }

  private static Outcome<FileObject> inserted(
      Connection connection, FileObject file, RequestIdentity request) throws SQLException {
    FileTable.insert(connection, file);
    RequestMemory.remember(connection, request, file.id(), file.createdAt().value());
    return Outcome.done(file);
  }

  /** Bytes that got no row of their own are nobody's. */
  private void close(IncomingFile file, @Nullable Outcome<FileObject> outcome) {
    file.close();
    boolean isKept =
        outcome instanceof Outcome.Done<FileObject>(FileObject made, boolean isReplayed)
            && !isReplayed
            && made.id().equals(file.id());
    if (!isKept) {
      sweeper.sweepUpload(file.id());
    }
  }

  private Outcome<FileObject> find(Connection connection, TenantId tenant, String id)
      throws SQLException {
    return FileTable.find(connection, tenant, id, clock.millis())
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(unknown(id)));
  }

  private Outcome<Page<FileObject>> list(
      Connection connection, TenantId tenant, ListQuery query, @Nullable String purpose)
      throws SQLException {
    Long after = null;
    if (query.after() != null) {
      after = FileTable.number(connection, tenant, query.after()).orElse(null);
      if (after == null) {
        return Outcome.refused(Refusal.notFound("file", query.after(), "after"));
      }
    }
    List<FileObject> found =
        FileTable.list(connection, tenant, query, after, purpose, clock.millis());
    boolean hasMore = found.size() > query.limit();
    return Outcome.done(new Page<>(hasMore ? found.subList(0, query.limit()) : found, hasMore));
  }

  private Optional<FileObject> markDeleted(Connection connection, TenantId tenant, String id)
      throws SQLException {
    long now = clock.millis();
    Optional<FileObject> file = FileTable.find(connection, tenant, id, now);
    if (file.isPresent()) {
      FileTable.markDeleted(connection, tenant, id, now);
    }
    return file;
  }

  private void sweep(FileObject deleted) {
    if (deleted.batch() == null) {
      sweeper.sweepUpload(deleted.id());
    } else {
      sweeper.sweepResults(deleted.batch());
    }
  }

  private Outcome<FileContent> open(TenantId tenant, String id) {
    Outcome<FileObject> found = store.read(connection -> find(connection, tenant, id));
    return switch (found) {
      case Outcome.Refused<FileObject>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<FileObject>(FileObject file, boolean isReplayed) -> open(file);
    };
  }

  private Outcome<FileContent> open(FileObject file) {
    try {
      String batch = file.batch();
      if (batch == null) {
        return Outcome.done(new UploadContent(blobs.open(ResultBlobs.upload(file.id()))));
      }
      ResultSlices slices =
          store.read(connection -> ResultTable.slices(connection, batch, file.isOutput()));
      return Outcome.done(new ResultContent(blobs, slices));
    } catch (NoSuchBlobException deletedMeanwhile) {
      return Outcome.refused(unknown(file.id()));
    } catch (UncheckedIOException unreadable) {
      return Outcome.refused(Failures.unreadable(file.id()));
    }
  }

  private static Refusal unknown(String id) {
    return Refusal.notFound("file", id, "file_id");
  }
}
