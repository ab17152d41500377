package io.wattpack.api.http;

import java.util.concurrent.CompletionStage;

/** What an endpoint does with a call: never blocks; a failure becomes an error answer. */
@FunctionalInterface
public interface Handling {
  CompletionStage<Answer> handle(Call call);
}
