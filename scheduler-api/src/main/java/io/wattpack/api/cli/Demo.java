package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a fresh service ready for a newcomer: the example fleet applied, two customers with keys,
 * all through the doors that are open to every operator.
 */
final class Demo implements AutoCloseable {
  private static final String OPERATOR = "operator";
  private static final String FLEET_RESOURCE = "/examples/demo-fleet.yaml";
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

  private final DemoFolder folder;
  private final RunningService service;
  private final URI url;
  private final Surroundings surroundings;

  private Demo(DemoFolder folder, RunningService service, Surroundings surroundings) {
    this.folder = folder;
    this.service = service;
    this.url = URI.create("http://127.0.0.1:" + service.port());
    this.surroundings = surroundings;
  }

  /** Takes the folder and starts the service on it. */
  static Demo start(int port, Path data, Surroundings surroundings) throws IOException {
    DemoFolder folder = DemoFolder.open(data);
    boolean isStarted = false;
    try {
      RunningService service =
          ServiceRun.start(
              () -> surroundings.starter().demo(port, folder.data(), folder.keyFile(OPERATOR)),
              "wattpack demo --port %d");
      isStarted = true;
      return new Demo(folder, service, surroundings);
    } finally {
      if (!isStarted) {
        folder.close();
      }
    }
  }

  /** Does what is still to be done, and publishes demo.env when the service is ready. */
  Map<String, String> prepare() throws IOException {
    @Nullable String operatorKey = folder.key(OPERATOR);
    if (operatorKey == null) {
      throw new IllegalStateException("The service wrote no operator's key.");
    }
    ApiClient operator = client("", operatorKey);
    if (!hasFleet(operator)) {
      FleetChanges.apply(operator, fleet());
      await("has no fleet", () -> hasFleet(operator));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("WATTPACK_URL", url.toString());
    variables.put("WATTPACK_API_KEY", operatorKey);
    variables.put("OPENAI_BASE_URL", url + "/v1");
    variables.put("OPENAI_API_KEY", customerKey(operator, "customer-a"));
    variables.put("WATTPACK_OTHER_API_KEY", customerKey(operator, "customer-b"));
    await("is not ready", () -> operator.isServed("/readyz"));
    folder.publish(variables);
    return variables;
  }

  private static boolean hasFleet(ApiClient operator) {
    return !operator.get("/api/v1/sites").path("data").isEmpty();
  }

  Path environmentFile() {
    return folder.environmentFile();
  }

  int port() {
    return service.port();
  }

  /** Withdraws demo.env, stops the service, and only then lets another demo have the folder. */
  @Override
  public void close() {
    try (folder;
        service) {
      folder.withdraw();
    }
  }

  /** The fleet of the demo, as it stands in the examples. */
  static String fleet() {
    try (@Nullable InputStream resource = Demo.class.getResourceAsStream(FLEET_RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The example fleet is not packaged.");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The key kept from an earlier demo while the service knows it, else a new one. */
  private String customerKey(ApiClient operator, String tenant) throws IOException {
    @Nullable String kept = folder.key(tenant);
    if (kept != null && client("/v1", kept).isServed("/models")) {
      return kept;
    }
    ObjectNode request = Json.object();
    request.put("tenant", tenant);
    request.put("name", "demo");
    String key = operator.post("/api/v1/keys", request).path("key").asText();
    folder.keep(tenant, key);
    return key;
  }

  private void await(String lack, BooleanSupplier condition) {
    Instant start = surroundings.clock().instant();
    while (!condition.getAsBoolean()) {
      if (Duration.between(start, surroundings.clock().instant()).compareTo(READY_MAX) > 0) {
        throw new CommandFailure(
            ExitCode.TIMEOUT,
            "The service %s after %d s.".formatted(lack, READY_MAX.toSeconds()),
            "start the demo again with a new folder: `wattpack demo --data DIR`.");
      }
      pause();
    }
  }

  private void pause() {
    try {
      surroundings.pause().await(LOOK_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.interrupted();
    }
  }

  private ApiClient client(String path, String key) {
    return new ApiClient(new Address(URI.create(url + path), key, "the demo's keys"));
  }
}
