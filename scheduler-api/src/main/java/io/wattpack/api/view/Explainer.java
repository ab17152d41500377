package io.wattpack.api.view;

import io.wattpack.core.explain.Explanation;
import io.wattpack.core.model.JobId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Looks at the places of the fleet with the eyes of a job. */
@FunctionalInterface
public interface Explainer {
  /** Empty when the scheduler does not know the job, or nothing of it could be placed. */
  CompletionStage<Optional<Explanation>> explain(JobId job);
}
