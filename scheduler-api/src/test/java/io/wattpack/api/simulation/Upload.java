package io.wattpack.api.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A file of requests as its customer knows it. */
final class Upload {
  private static final String LINE =
      "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":%s}%n";

  private final int number;
  private final TenantId tenant;
  private final boolean isValid;
  private final Map<String, String> bodies;
  private final byte[] bytes;
  private @Nullable String id;
  private boolean isDeleted;

  private Upload(
      int number, TenantId tenant, boolean isValid, Map<String, String> bodies, String text) {
    this.number = number;
    this.tenant = tenant;
    this.isValid = isValid;
    this.bodies = bodies;
    this.bytes = text.getBytes(UTF_8);
  }

  /** One that may run, some of whose lines the model will refuse; or one that must not run. */
  static Upload draw(int number, TenantId tenant, Random random, boolean isValid) {
    ModelId model = random.nextInt(3) == 0 ? SimulatedFleet.CHAT : SimulatedFleet.EMBED;
    Map<String, String> bodies = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    int lines = 1 + random.nextInt(random.nextInt(4) == 0 ? 120 : 30);
    for (int line = 1; line <= lines; line++) {
      String id = "%s-%d-%d".formatted(tenant, number, line);
      String body = body(model, id, random);
      bodies.put(id, body);
      text.append(LINE.formatted(id, body));
    }
    if (!isValid) {
      text.append(mistake(bodies.keySet().iterator().next(), model, random));
    }
    return new Upload(number, tenant, isValid, bodies, text.toString());
  }

  private static String body(ModelId model, String id, Random random) {
    String word = random.nextInt(40) == 0 ? SimulatedModelServer.REFUSED : "watts ";
    String input = id + " " + word.repeat(1 + random.nextInt(12));
    return "{\"model\":\"%s\",\"input\":\"%s\"}".formatted(model, input);
  }

  private static String mistake(String known, ModelId model, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> LINE.formatted(known, "{\"model\":\"%s\",\"input\":\"again\"}".formatted(model));
      case 1 -> "{\"custom_id\":\"half a li";
      case 2 ->
          LINE.formatted(
              "dark", "{\"model\":\"%s\",\"input\":\"x\"}".formatted(SimulatedFleet.DARK));
      default -> LINE.formatted("mixed", "{\"model\":\"m-nobody\",\"input\":\"x\"}");
    };
  }

  int number() {
    return number;
  }

  TenantId tenant() {
    return tenant;
  }

  boolean isValid() {
    return isValid;
  }

  /** The body of each request by its {@code custom_id}. */
  Map<String, String> bodies() {
    return bodies;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Null until the service has acknowledged it. */
  @Nullable String id() {
    return id;
  }

  /** The service says it has the file; a second time it must be the same one. */
  void acknowledged(String file) {
    if (id != null && !id.equals(file)) {
      throw new BrokenRun("The upload %d became %s and %s.".formatted(number, id, file));
    }
    id = file;
  }

  boolean isDeleted() {
    return isDeleted;
  }

  void deleted() {
    isDeleted = true;
  }
}
