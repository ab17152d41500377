package io.wattpack.api.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattpack.api.batch.BatchObject;
import io.wattpack.api.batch.BatchState;
import io.wattpack.api.batch.FileContent;
import io.wattpack.api.batch.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what every customer has got in the end: each line of each batch once, the answer to that
 * line and no other, and a bill for the good ones.
 */
final class Deliveries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServiceProcess service;
  private final Function<CompletableFuture<?>, Object> wait;
  private long lines;
  private long linesRefused;

  /**
   * @param wait lets the service run until the future is done, and gives its value
   */
  Deliveries(ServiceProcess service, Function<CompletableFuture<?>, Object> wait) {
    this.service = service;
    this.wait = wait;
  }

  void check(Order order) {
    String id = order.id();
    if (id == null) {
      return;
    }
    BatchObject batch = done(service.batches().get(order.upload().tenant(), id));
    if (isExpected(order, batch.state())) {
      checkLines(order, batch);
    } else {
      throw broken(order, batch, "is not what should have become of it");
    }
  }

  private static boolean isExpected(Order order, BatchState state) {
    if (order.isCancelled() && state == BatchState.CANCELLED) {
      return true;
    }
    if (!order.upload().isValid() || order.upload().isDeleted()) {
      return state == BatchState.FAILED
          || state == BatchState.COMPLETED && order.upload().isValid();
    }
    return state == BatchState.COMPLETED
        || state == BatchState.EXPIRED && order.window().equals("1h");
  }

  private void checkLines(Order order, BatchObject batch) {
    Map<String, Integer> seen = new TreeMap<>();
    long good = read(order, batch, batch.outputFileId(), true, seen);
    long bad = read(order, batch, batch.errorFileId(), false, seen);
    if (good != batch.counts().completed() || bad != batch.counts().failed()) {
      throw broken(order, batch, "has %d good and %d bad lines".formatted(good, bad));
    }
    if (batch.counts().total() > 0
        && (!seen.keySet().equals(order.upload().bodies().keySet())
            || seen.values().stream().anyMatch(times -> times != 1))) {
      throw broken(order, batch, "answers " + seen);
    }
    lines += good;
    linesRefused += bad;
  }

  private long read(
      Order order,
      BatchObject batch,
      @Nullable String file,
      boolean isOutput,
      Map<String, Integer> seen) {
    if (file == null) {
      return 0;
    }
    long count = 0;
    try (FileContent content = done(service.files().content(batch.tenant(), file))) {
      for (String line : text(content).lines().toList()) {
        JsonNode answer = JSON.readTree(line);
        String customId = answer.path("custom_id").asText();
        seen.merge(customId, 1, Integer::sum);
        if (isOutput) {
          checkAnswer(order, batch, customId, answer);
        }
        count++;
      }
    } catch (JsonProcessingException e) {
      throw new BrokenRun("The file %s is no JSON: %s".formatted(file, e.getMessage()), e);
    }
    return count;
  }

  private static void checkAnswer(Order order, BatchObject batch, String customId, JsonNode answer)
      throws JsonProcessingException {
    JsonNode asked = JSON.readTree(order.upload().bodies().getOrDefault(customId, "null"));
    JsonNode answered = answer.path("response").path("body").path("of");
    if (!asked.equals(answered)) {
      throw broken(order, batch, "gives %s as the answer to %s".formatted(answer, customId));
    }
  }

  private static String text(FileContent content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] piece = content.next(); piece != null; piece = content.next()) {
      bytes.writeBytes(piece);
    }
    return bytes.toString(UTF_8);
  }

  @SuppressWarnings("unchecked")
  private <T> T done(CompletableFuture<Outcome<T>> asked) {
    Object outcome = wait.apply(asked);
    if (outcome instanceof Outcome.Done<?>(Object value, boolean isReplayed)) {
      return (T) value;
    }
    throw new BrokenRun("What was acknowledged cannot be read: " + outcome);
  }

  private static BrokenRun broken(Order order, BatchObject batch, String what) {
    return new BrokenRun(
        "The batch %s (order %d, %s lines, valid %s, cancelled %s) %s: %s"
            .formatted(
                batch.id(),
                order.number(),
                order.upload().bodies().size(),
                order.upload().isValid(),
                order.isCancelled(),
                what,
                batch));
  }

  /** Good lines over all batches. */
  long lines() {
    return lines;
  }

  /** Lines in error files. */
  long linesRefused() {
    return linesRefused;
  }
}
