package io.wattpack.api.batch;

import static io.wattpack.api.batch.World.ALICE;
import static io.wattpack.api.batch.World.BOB;
import static io.wattpack.api.batch.World.lines;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.ReplicaState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileServiceTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() {
    world = new World(folder).start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Outcome<FileObject> finish(String name, String purpose, @Nullable Long life) {
    IncomingFile file = world.files.begin();
    return world.await(world.files.finish(file, ALICE, name, purpose, life, world.first()));
  }

  private static ListQuery page(int limit, @Nullable String after) {
    return new ListQuery(limit, after, true);
  }

  private Page<FileObject> list(ListQuery query) {
    return World.done(world.await(world.files.list(ALICE, query, null)));
  }

  @Test
  void shouldGiveBackTheBytesExactly() {
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    IncomingFile file = world.files.begin();
    for (int at = 0; at < bytes.length; at += 1_000) {
      assertThat(file.write(bytes, at, 1_000)).isEmpty();
    }
    FileObject made =
        World.done(
            world.await(
                world.files.finish(file, ALICE, "in \u4E2D.jsonl", "batch", null, world.first())));

    assertThat(world.content(ALICE, made.id())).isEqualTo(bytes);
    assertThat(made.bytes()).isEqualTo(bytes.length);
    assertThat(made.filename()).isEqualTo("in \u4E2D.jsonl");
    assertThat(made.id()).matches("file-[0-9a-f]{24}");
  }

  @Test
  void shouldHideFilesFromOtherTenants() {
    FileObject file = world.upload(ALICE, "x");

    assertThat(World.refused(world.await(world.files.get(BOB, file.id()))).status()).isEqualTo(404);
    assertThat(World.refused(world.await(world.files.content(BOB, file.id()))).status())
        .isEqualTo(404);
    assertThat(World.refused(world.await(world.files.delete(BOB, file.id()))).status())
        .isEqualTo(404);
    assertThat(World.done(world.await(world.files.list(BOB, page(9, null), null))).data())
        .isEmpty();
    assertThat(World.refused(world.await(world.files.list(BOB, page(9, file.id()), null))).param())
        .isEqualTo("after");
    assertThat(
            World.refused(
                    world.await(world.batches.create(BOB, World.request(file.id()), world.first())))
                .code())
        .isEqualTo("file_not_found");
    assertThat(world.content(ALICE, file.id())).isEqualTo("x".getBytes(UTF_8));
  }

  @Test
  void shouldPageFromNewestToOldestWhateverComesAndGoes() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(world.upload(ALICE, "f" + i).id());
    }
    Page<FileObject> first = list(page(2, null));
    assertThat(first.data()).extracting(FileObject::id).isEqualTo(ids.subList(0, 2));
    assertThat(first.hasMore()).isTrue();
    String cursor = first.data().getLast().id();
    var deleted = World.done(world.await(world.files.delete(ALICE, cursor)));
    assertThat(deleted).isEqualTo(cursor);
    world.upload(ALICE, "newer");

    Page<FileObject> second = list(page(3, cursor));

    assertThat(second.data()).extracting(FileObject::id).isEqualTo(ids.subList(2, 5));
    assertThat(second.hasMore()).isFalse();
    assertThat(list(new ListQuery(9, ids.get(3), false)).data()).hasSize(3);
    assertThat(
            World.refused(world.await(world.files.list(ALICE, page(9, "file-none"), null)))
                .status())
        .isEqualTo(404);
    assertThat(
            World.done(world.await(world.files.list(ALICE, page(9, null), "batch_output"))).data())
        .isEmpty();
  }

  @Test
  void shouldRefuseWhatItCannotKeep() {
    assertThat(World.refused(finish("a", "fine-tune", null)).code()).isEqualTo("invalid_purpose");
    assertThat(World.refused(finish("", "batch", null)).code()).isEqualTo("invalid_filename");
    assertThat(World.refused(finish("a\nb", "batch", null)).code()).isEqualTo("invalid_filename");
    assertThat(World.refused(finish("a", "batch", 3_599L)).code())
        .isEqualTo("invalid_expires_after");
    assertThat(world.blobs.list("uploads")).isEmpty();
  }

  @Test
  void shouldStopAnUploadThatIsTooLarge() {
    world.limits = new BatchLimits(1_000, 10, 10, 100, 100, 64, 10, 4, 100, 1_000);
    world.crashAndRestart();
    IncomingFile file = world.files.begin();

    assertThat(file.write(new byte[1_000], 0, 1_000)).isEmpty();
    assertThat(file.write(new byte[1], 0, 1).orElseThrow().code()).isEqualTo("file_too_large");
    assertThat(file.write(new byte[1], 0, 1).orElseThrow().status()).isEqualTo(413);
    file.close();
    assertThat(world.blobs.list("uploads")).isEmpty();
  }

  @Test
  void shouldForgetAnExpiredFileAtOnceAndItsBytesWithTheSweep() {
    FileObject file = World.done(finish("a", "batch", 3_600L));
    world.time.advance(Duration.ofSeconds(3_601));

    assertThat(World.refused(world.await(world.files.get(ALICE, file.id()))).status())
        .isEqualTo(404);
    assertThat(world.blobs.list("uploads")).hasSize(1);
    var unused = world.await(world.files.sweep());
    assertThat(world.blobs.list("uploads")).isEmpty();
  }

  @Test
  void shouldDeleteResultsWithTheirLastFile() {
    world.core.replica(1, ReplicaState.READY);
    BatchObject end =
        world.runToEnd(ALICE, world.create(ALICE, lines(3) + World.line("b", "bad")).id());
    var first = World.done(world.await(world.files.delete(ALICE, end.outputFileId())));
    assertThat(first).isEqualTo(end.outputFileId());
    assertThat(world.results(ALICE, end.errorFileId())).hasSize(1);
    assertThat(world.blobs.list("results")).hasSize(1);

    var second = World.done(world.await(world.files.delete(ALICE, end.errorFileId())));

    assertThat(second).isEqualTo(end.errorFileId());
    assertThat(world.blobs.list("results")).isEmpty();
    assertThat(world.count("ledger")).isEqualTo(3);
  }

  @Test
  void shouldRemoveBytesWithoutARowAtTheNextStart() throws Exception {
    FileObject file = world.upload(ALICE, "x");
    Path uploads = folder.resolve("blobs/uploads");
    Files.writeString(uploads.resolve("file-orphan"), "lost");
    Files.writeString(uploads.resolve(".file-half.1"), "cut off");
    Files.createDirectories(folder.resolve("blobs/results"));
    Files.writeString(folder.resolve("blobs/results/batch_gone.1"), "lost");

    world.crashAndRestart();

    assertThat(world.blobs.list("uploads")).hasSize(1);
    assertThat(world.blobs.list("results")).isEmpty();
    assertThat(Files.exists(uploads.resolve(".file-half.1"))).isFalse();
    assertThat(world.content(ALICE, file.id())).isEqualTo("x".getBytes(UTF_8));
  }

  // ---- repeated requests

  @Test
  void shouldMakeOneFileOfARetriedUpload() {
    FileObject first =
        World.done(
            world.upload(ALICE, "same", new RequestIdentity("k1 POST /v1/files", null, "", 0)));
    Outcome<FileObject> retry =
        world.upload(ALICE, "same", new RequestIdentity("k1 POST /v1/files", null, "", 1));

    assertThat(retry).isEqualTo(Outcome.replayed(first));
    assertThat(world.blobs.list("uploads")).hasSize(1);
    FileObject other =
        World.done(
            world.upload(ALICE, "other", new RequestIdentity("k1 POST /v1/files", null, "", 1)));
    assertThat(other.id()).isNotEqualTo(first.id());
  }

  @Test
  void shouldMakeOneBatchOfARetriedRequest() {
    String file = world.upload(ALICE, lines(1)).id();
    BatchObject first = create(file, null, "h", 0);
    world.crashAndRestart();

    assertThat(create(file, null, "h", 1).id()).isEqualTo(first.id());
    assertThat(create(file, null, "h", 2).id()).isEqualTo(first.id());
    assertThat(create(file, null, "h", 0).id()).isNotEqualTo(first.id());
    world.time.advance(Duration.ofMinutes(11));
    assertThat(world.count("batches")).isEqualTo(2);
    create(file, null, "h", 1);
    assertThat(world.count("batches")).isEqualTo(3);
  }

  @Test
  void shouldReplayWhatAnIdempotencyKeyMade() {
    String file = world.upload(ALICE, lines(1)).id();
    BatchObject first = create(file, "key-1", "h", 0);
    world.time.advance(Duration.ofHours(23));

    Outcome<BatchObject> again =
        world.await(
            world.batches.create(
                ALICE,
                World.request(file),
                new RequestIdentity("k1 POST /v1/batches", "key-1", "h", 0)));
    Refusal reused =
        World.refused(
            world.await(
                world.batches.create(
                    ALICE,
                    World.request(file),
                    new RequestIdentity("k1 POST /v1/batches", "key-1", "other", 0))));

    assertThat(((Outcome.Done<BatchObject>) again).isReplayed()).isTrue();
    assertThat(World.done(again).id()).isEqualTo(first.id());
    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.code()).isEqualTo("idempotency_key_reused");
    assertThat(create(file, "key-2", "h", 0).id()).isNotEqualTo(first.id());
  }

  private BatchObject create(String file, @Nullable String key, String hash, int retries) {
    return World.done(
        world.await(
            world.batches.create(
                ALICE,
                World.request(file),
                new RequestIdentity("k1 POST /v1/batches", key, hash, retries))));
  }
}
