package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobReader;
import io.wattpack.api.blob.NoSuchBlobException;
import io.wattpack.api.journal.CommitPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Reads inputs, a few at a time: reading 200 MiB must not keep workers from their chunks. Runs on
 * the serial executor.
 */
final class Validations {
  private final Surroundings around;
  private final BatchLimits limits;
  private final ModelCatalog catalog;
  private final Consumer<String> advance;
  private final Queue<String> waiting = new ArrayDeque<>();
  private int free;

  Validations(
      Surroundings around,
      BatchLimits limits,
      ModelCatalog catalog,
      int validationsMax,
      Consumer<String> advance) {
    this.around = around;
    this.limits = limits;
    this.catalog = catalog;
    this.advance = advance;
    this.free = validationsMax;
  }

  CompletableFuture<Boolean> validate(BatchRow row) {
    if (free == 0) {
      waiting.add(row.id());
      return BatchDriver.WAIT;
    }
    free--;
    return CompletableFuture.supplyAsync(() -> read(row), around.blocking())
        .thenCompose(found -> store(row, found))
        .whenCompleteAsync((done, failure) -> next(), around.serial());
  }

  private void next() {
    free++;
    String id = waiting.poll();
    if (id != null) {
      advance.accept(id);
    }
  }

  private Validation read(BatchRow row) {
    try (BlobReader input = around.blobs().open(ResultBlobs.upload(row.object().inputFileId()))) {
      return InputValidator.validate(
          input.stream(),
          row.object().endpoint(),
          limits,
          model -> catalog.serves(model, row.object().tier()));
    } catch (NoSuchBlobException e) {
      return new Validation.Invalid(
          List.of(
              new BatchError("file_not_found", "The input file is gone.", "input_file_id", null)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompletableFuture<Boolean> store(BatchRow row, Validation found) {
    return switch (found) {
      case Validation.Valid valid ->
          around
              .store()
              .write(
                  CommitPoint.BATCH_VALIDATED,
                  connection -> {
                    BatchTable.validated(connection, row.id(), valid);
                    return true;
                  });
      case Validation.Invalid(List<BatchError> errors) ->
          around
              .store()
              .write(
                  CommitPoint.BATCH_FAILED,
                  connection -> {
                    BatchTable.failed(connection, row.id(), errors, around.clock().millis());
                    return true;
                  });
    };
  }
}
