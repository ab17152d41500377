package io.wattpack.api.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.http.Reasons;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.state.JobStatus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells a customer why a batch waits, from the newest state of the scheduler. */
final class WaitingReasons {
  private final Supplier<StatusView> fleet;

  WaitingReasons(Supplier<StatusView> fleet) {
    this.fleet = fleet;
  }

  /** Null while it runs, and before and after the scheduler knows it. */
  @Nullable JsonNode of(String batch) {
    for (JobStatus job : fleet.get().status().jobs()) {
      if (job.job().id().value().equals(batch)) {
        return job.waiting() == null ? null : Reasons.forCustomer(job.waiting());
      }
    }
    return null;
  }
}
