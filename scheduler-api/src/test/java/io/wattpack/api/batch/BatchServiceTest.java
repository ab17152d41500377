package io.wattpack.api.batch;

import static io.wattpack.api.batch.World.ALICE;
import static io.wattpack.api.batch.World.BOB;
import static io.wattpack.api.batch.World.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchServiceTest {
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

  private Outcome<BatchObject> create(
      String endpoint, String window, Map<String, String> metadata, @Nullable Long life) {
    String file = world.upload(ALICE, lines(1)).id();
    return world.await(
        world.batches.create(
            ALICE, new BatchRequest(file, endpoint, window, metadata, life), world.first()));
  }

  @Test
  void shouldKeepWhatItWasAskedFor() {
    BatchObject batch = World.done(create("/v1/embeddings", "4h", Map.of("a", "b"), 3_600L));

    assertThat(batch.id()).matches("batch_[0-9a-f]{24}");
    assertThat(batch.state()).isEqualTo(BatchState.VALIDATING);
    assertThat(batch.metadata()).containsExactly(Map.entry("a", "b"));
    assertThat(batch.times().expiresAt().value() - batch.times().createdAt().value())
        .isEqualTo(4 * 3_600_000L);
    assertThat(batch.outputFileId()).isNull();
  }

  @Test
  void shouldRefuseWhatItCannotRun() {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 17; i++) {
      many.put("k" + i, "v");
    }
    assertThat(World.refused(create("/v1/chat/completions", "24h", Map.of(), null)).code())
        .isEqualTo("invalid_endpoint");
    assertThat(World.refused(create("/v1/embeddings", "25h", Map.of(), null)).code())
        .isEqualTo("invalid_completion_window");
    assertThat(World.refused(create("/v1/embeddings", "24h", many, null)).code())
        .isEqualTo("invalid_metadata");
    assertThat(
            World.refused(create("/v1/embeddings", "24h", Map.of("k".repeat(65), ""), null))
                .param())
        .isEqualTo("metadata");
    assertThat(
            World.refused(create("/v1/embeddings", "24h", Map.of("k", "v".repeat(513)), null))
                .param())
        .isEqualTo("metadata");
    assertThat(World.refused(create("/v1/embeddings", "24h", Map.of(), 1L)).code())
        .isEqualTo("invalid_expires_after");
    Refusal noFile =
        World.refused(
            world.await(world.batches.create(ALICE, World.request("file-none"), world.first())));
    assertThat(noFile.status()).isEqualTo(404);
    assertThat(noFile.param()).isEqualTo("input_file_id");
    assertThat(world.count("batches")).isZero();
  }

  @Test
  void shouldHideBatchesFromOtherTenants() {
    BatchObject batch = world.create(ALICE, lines(1));

    assertThat(World.refused(world.await(world.batches.get(BOB, batch.id()))).status())
        .isEqualTo(404);
    assertThat(World.refused(world.await(world.batches.cancel(BOB, batch.id()))).status())
        .isEqualTo(404);
    assertThat(
            World.done(world.await(world.batches.list(BOB, new ListQuery(9, null, true)))).data())
        .isEmpty();
  }

  @Test
  void shouldPageFromNewestToOldest() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(world.create(ALICE, lines(1)).id());
    }
    Page<BatchObject> first =
        World.done(world.await(world.batches.list(ALICE, new ListQuery(3, null, true))));
    world.create(ALICE, lines(1));
    Page<BatchObject> second =
        World.done(
            world.await(
                world.batches.list(ALICE, new ListQuery(3, first.data().getLast().id(), true))));

    assertThat(first.data()).extracting(BatchObject::id).isEqualTo(ids.subList(0, 3));
    assertThat(first.hasMore()).isTrue();
    assertThat(second.data()).extracting(BatchObject::id).isEqualTo(ids.subList(3, 5));
    assertThat(second.hasMore()).isFalse();
  }
}
