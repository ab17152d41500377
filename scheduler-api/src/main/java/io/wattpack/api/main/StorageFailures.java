package io.wattpack.api.main;

import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.Failures;
import io.wattpack.api.journal.FencedException;
import io.wattpack.api.journal.StorageFullException;
import io.wattpack.api.journal.StoreFailedException;
import io.wattpack.api.loop.InboxFullException;
import io.wattpack.api.loop.LoopStoppedException;
import io.wattpack.api.task.TooManyTasksException;
import java.util.Optional;

/** What the store, the loop and the tasks fail with, as clients see it. */
final class StorageFailures implements Failures {
  @Override
  public Optional<ApiError> refusal(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case StorageFullException e ->
              ApiError.of(
                  507,
                  "storage_full",
                  "Storage is full: nothing was stored.\nMaybe delete files that are no longer needed.");
          case InboxFullException e ->
              ApiError.of(
                  503,
                  "overloaded",
                  "Too many inputs wait to be written.\nMaybe try again in a second.");
          case TooManyTasksException e -> tooManyJobs(e);
          case LoopStoppedException e -> stopping();
          case FencedException e -> stopping();
          case StoreFailedException e -> stopping();
          default -> null;
        });
  }

  /** Repeating it at once, as clients do by themselves, cures nothing. */
  private static ApiError tooManyJobs(TooManyTasksException refused) {
    return ApiError.of(429, "too_many_jobs", String.valueOf(refused.getMessage()))
        .withHeader("x-should-retry", "false");
  }

  private static ApiError stopping() {
    return ApiError.of(
        503, "stopping", "The service is stopping.\nMaybe try again in a few seconds.");
  }
}
