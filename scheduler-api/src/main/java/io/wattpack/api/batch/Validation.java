package io.wattpack.api.batch;

import io.wattpack.core.model.ModelId;
import java.util.List;

/** What became of validating an input file. */
sealed interface Validation {
  /** Every line is a request that may run. */
  record Valid(ModelId model, int requests, long tokens, List<Chunk> chunks)
      implements Validation {}

  /** The file may not run: what is wrong with it, in order of lines, at least one mistake. */
  record Invalid(List<BatchError> errors) implements Validation {}
}
