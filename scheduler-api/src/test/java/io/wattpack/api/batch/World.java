package io.wattpack.api.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattpack.api.blob.FolderBlobStore;
import io.wattpack.api.journal.CommitPoint;
import io.wattpack.api.journal.CommitWatcher;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.time.Timer;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.api.worker.ModelServer;
import io.wattpack.api.worker.RequestIds;
import io.wattpack.api.worker.WorkerOptions;
import io.wattpack.api.worker.WorkerPool;
import io.wattpack.core.model.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The data plane with a real store and real files, on virtual time, with a fake core and a fake
 * model.
 */
final class World implements AutoCloseable {
  static final TenantId ALICE = new TenantId("alice");
  static final TenantId BOB = new TenantId("bob");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofHours(30);

  final FakeCore core = new FakeCore();
  final VirtualTime time;
  final List<String> calls = new ArrayList<>();
  BatchLimits limits = BatchLimits.DEFAULTS;
  CommitWatcher watcher = CommitWatcher.NONE;
  Duration answerTime = Duration.ofMillis(10);
  boolean hasWorkers = true;
  private final Path folder;
  private final SplittableRandom random;
  private VirtualTime.Process process;
  SqliteStore store;
  FolderBlobStore blobs;
  FileService files;
  BatchService batches;
  DataPlane plane;
  private int requests;

  World(Path folder) {
    this(folder, 1, false);
  }

  World(Path folder, long seed, boolean isShuffled) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    this.folder = folder;
    this.random = new SplittableRandom(seed);
    this.time = isShuffled ? VirtualTime.shuffled(start, seed) : VirtualTime.startingAt(start);
    // As with the real loop, a plan comes some time after its input was accepted.
    core.planLater = task -> time.after(Duration.ofMillis(3), task);
  }

  World start() {
    process = time.process();
    Executor serial = process.executor();
    Executor blocking = process.executor();
    Timer timer = process.timer();
    store =
        SqliteStore.open(
            folder.resolve("db"),
            BatchSchema.MIGRATIONS,
            process.executor(),
            StoreOptions.DEFAULT.withMaxPages(100_000),
            watcher);
    blobs = FolderBlobStore.open(folder.resolve("blobs"));
    ObjectIds ids = new ObjectIds(random);
    files = new FileService(store, blobs, limits, time, blocking, ids);
    files.recover();
    Surroundings around = new Surroundings(store, blobs, core, time, timer, serial, blocking);
    plane =
        new DataPlane(
            around,
            new ModelCatalog(List.of(FakeCore.MODEL)),
            limits,
            DataPlaneOptions.DEFAULTS,
            ids);
    batches = new BatchService(store, time, blocking, ids, plane::advance);
    core.listeners.clear();
    core.listeners.add(plane);
    if (hasWorkers) {
      core.listeners.add(
          new WorkerPool(
              plane,
              model(timer),
              timer,
              process.executor(),
              new RequestIds(random),
              WorkerOptions.DEFAULTS));
    }
    core.publish();
    return this;
  }

  /** Ends the process as a kill would, and starts another on what is on disk. */
  void crashAndRestart() {
    kill();
    start();
  }

  void kill() {
    process.kill();
    store.abandon();
  }

  private ModelServer model(Timer timer) {
    return (url, body) -> {
      CompletableFuture<ModelServer.ModelAnswer> answer = new CompletableFuture<>();
      calls.add(body);
      timer.after(answerTime, () -> answer.complete(answer(body)));
      return answer;
    };
  }

  static ModelServer.ModelAnswer answer(String body) {
    return body.contains("\"bad\"")
        ? new ModelServer.ModelAnswer(400, "{\"error\":{\"code\":\"bad\"}}", 0)
        : new ModelServer.ModelAnswer(200, "{\"echo\":" + body + "}", 7);
  }

  static String line(String id, String input) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":\"minilm\",\"input\":\"%s\"}}\n"
        .formatted(id, input);
  }

  static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> line("r" + i, "text " + i))
        .collect(Collectors.joining());
  }

  RequestIdentity first() {
    return new RequestIdentity("k1 POST /x", null, "hash-" + ++requests, 0);
  }

  Outcome<FileObject> upload(TenantId tenant, String content, RequestIdentity identity) {
    IncomingFile file = files.begin();
    byte[] bytes = content.getBytes(UTF_8);
    assertThat(file.write(bytes, 0, bytes.length)).isEmpty();
    return await(files.finish(file, tenant, "in.jsonl", "batch", null, identity));
  }

  FileObject upload(TenantId tenant, String content) {
    return done(upload(tenant, content, first()));
  }

  static BatchRequest request(String file) {
    return new BatchRequest(file, "/v1/embeddings", "24h", Map.of("team", "a"), null);
  }

  BatchObject create(TenantId tenant, String content) {
    return done(await(batches.create(tenant, request(upload(tenant, content).id()), first())));
  }

  BatchObject get(TenantId tenant, String id) {
    return done(await(batches.get(tenant, id)));
  }

  BatchObject runToEnd(TenantId tenant, String id) {
    runUntil(tenant, id, batch -> batch.state().isFinal());
    time.advance(Duration.ofSeconds(10));
    return get(tenant, id);
  }

  void runUntil(TenantId tenant, String id, Predicate<BatchObject> condition) {
    int[] asked = {0};
    boolean isReached =
        time.runUntil(PATIENCE, () -> ++asked[0] % 25 == 0 && condition.test(object(tenant, id)));
    assertThat(isReached || condition.test(object(tenant, id)))
        .as("%s", object(tenant, id))
        .isTrue();
  }

  private BatchObject object(TenantId tenant, String id) {
    return store.read(connection -> BatchTable.find(connection, tenant, id)).orElseThrow().object();
  }

  byte[] content(TenantId tenant, String file) {
    try (FileContent content = done(await(files.content(tenant, file)))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (byte[] piece = content.next(); piece != null; piece = content.next()) {
        out.write(piece);
      }
      assertThat((long) out.size()).isEqualTo(content.length());
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<JsonNode> results(TenantId tenant, String file) {
    return new String(content(tenant, file), UTF_8).lines().map(World::json).toList();
  }

  List<String> customIds(TenantId tenant, String file) {
    return results(tenant, file).stream().map(line -> line.get("custom_id").textValue()).toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  long count(String table) {
    return store.read(
        connection ->
            Sql.first(connection, "SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                .orElse(0L));
  }

  <T> T await(CompletableFuture<T> future) {
    assertThat(time.runUntil(Duration.ofMinutes(1), future::isDone)).isTrue();
    return future.join();
  }

  static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  static <T> Refusal refused(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused<T>) outcome).refusal();
  }

  /**
   * Ends the process at one commit: the {@code number}th from now on, before or after it is
   * durable.
   */
  static CommitWatcher crashAt(int number, boolean isDurable, List<CommitPoint> seen) {
    return new CommitWatcher() {
      private int commits;

      @Override
      public void committing(List<CommitPoint> points) {
        commits++;
        seen.addAll(points);
        if (commits == number && !isDurable) {
          throw new CrashedException();
        }
      }

      @Override
      public void committed(List<CommitPoint> points) {
        if (commits == number && isDurable) {
          throw new CrashedException();
        }
      }
    };
  }

  static final class CrashedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void close() {
    kill();
  }
}
