package io.wattpack.api.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattpack.api.auth.KeyGrant;
import io.wattpack.api.config.FleetFile;
import io.wattpack.api.config.FleetFileResult;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A whole service on a free port with the demo fleet and its keys, and how to ask it. */
final class ServiceFixture implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  final Service service;
  final String operator;
  final String customerA;
  final String customerB;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServiceFixture(Service service, Path keys) throws IOException {
    this.service = service;
    operator = Files.readString(keys.resolve("operator")).strip();
    customerA = Files.readString(keys.resolve("customer-a")).strip();
    customerB = Files.readString(keys.resolve("customer-b")).strip();
  }

  static ServiceFixture start(Path folder) {
    return start(folder, config -> config);
  }

  static ServiceFixture start(Path folder, UnaryOperator<ServiceConfig> change) {
    return start(folder, demoFleet(), change);
  }

  static ServiceFixture start(Path folder, Fleet fleet, UnaryOperator<ServiceConfig> change) {
    Path keys = folder.resolve("keys");
    ServiceConfig config =
        ServiceConfig.defaults(folder.resolve("data"))
            .withListen(new ServiceConfig.Listen("127.0.0.1", 0));
    List<KeyGrant> grants =
        List.of(
            KeyGrant.operator(keys.resolve("operator")),
            KeyGrant.customer(keys.resolve("customer-a"), new TenantId("customer-a")),
            KeyGrant.customer(keys.resolve("customer-b"), new TenantId("customer-b")));
    try {
      Service service = Service.start(change.apply(config), fleet, grants);
      service.ready().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
      return new ServiceFixture(service, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Fleet demoFleet() {
    Path file = Path.of("../deploy/examples/demo-fleet.yaml");
    try {
      if (FleetFile.read(file) instanceof FleetFileResult.Valid(Fleet fleet)) {
        return fleet;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("The demo fleet is not valid.");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(service.port(), path));
  }

  HttpRequest.Builder request(String key, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    return key.isEmpty() ? request : request.header("authorization", "Bearer " + key);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String key, String path) {
    return send(request(key, path).GET().build());
  }

  HttpResponse<String> call(String method, String key, String path, String json) {
    BodyPublisher body = json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    return send(
        request(key, path).method(method, body).header("content-type", "application/json").build());
  }

  HttpResponse<String> post(String key, String path, String json) {
    return call("POST", key, path, json);
  }

  CompletableFuture<HttpResponse<String>> postLater(String key, String path, String json) {
    HttpRequest request =
        request(key, path)
            .POST(BodyPublishers.ofString(json))
            .header("content-type", "application/json")
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads as a client would, the file first; returns the file's id. */
  String upload(String key, String content) {
    HttpResponse<String> response = send(form(key, content, "in.jsonl").build());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return json(response).get("id").asText();
  }

  HttpRequest.Builder form(String key, String content, String filename) {
    String body =
        "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                .formatted(filename)
            + content
            + "\r\n--b0\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--b0--\r\n";
    return request(key, "/v1/files")
        .header("content-type", "multipart/form-data; boundary=b0")
        .POST(BodyPublishers.ofString(body));
  }

  static String batch(String file) {
    return "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"24h\"}"
        .formatted(file);
  }

  static String line(String customId, String text) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":\"all-minilm-l6-v2\",\"input\":\"%s\"}}"
        .formatted(customId, text);
  }

  static String lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(line("r" + i, "Line number " + i + " of the file.")).append('\n');
    }
    return lines.toString();
  }

  @Override
  public void close() {
    client.close();
    service.close();
  }

  /** Of a power event; empty: it is not there. */
  String stateOfEvent(String id) {
    for (JsonNode event : json(get(operator, "/api/v1/power-events")).path("data")) {
      if (event.path("id").asText().equals(id)) {
        return event.path("state").asText();
      }
    }
    return "";
  }
}
