package io.wattpack.api.batch;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the data plane works on it.
 *
 * @param closing why its unsettled lines will not run any more; null: they may
 * @param requests 0 until validated
 * @param isValidated its chunks are stored
 * @param isSubmitted the core's journal holds its job
 * @param isEnded it is final, and the core, if it knew the job, has been told
 */
record BatchRow(
    BatchObject object,
    @Nullable Closing closing,
    long requests,
    long tokens,
    long chunks,
    boolean isValidated,
    boolean isSubmitted,
    boolean isEnded,
    @Nullable Long outputLifeSeconds) {
  String id() {
    return object.id();
  }

  BatchState state() {
    return object.state();
  }

  Job job() {
    ModelId model = new ModelId(Objects.requireNonNull(object.model()));
    EpochMillis deadline = object.times().expiresAt();
    return new Job(
        new JobId(id()),
        object.tenant(),
        object.tier(),
        new BatchWork(model, requests, tokens, chunks, deadline, List.of()),
        object.times().createdAt());
  }
}
