package io.wattpack.api.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks one running service; whatever is not a good answer becomes a {@link CommandFailure}. */
final class ApiClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration TRANSFER_TIMEOUT = Duration.ofMinutes(10);

  private final Address address;
  private final HttpClient http;

  ApiClient(Address address) {
    this.address = address;
    // HTTP/1.1: the default asks every plain-text server for an upgrade first.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /** Escapes an id for use as one step of a path. */
  static String step(String id) {
    return Arrays.stream(id.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("%2F"));
  }

  JsonNode get(String path) {
    return json(request(path).GET());
  }

  /** Whether the path is answered well at all. */
  boolean isServed(String path) {
    return send(request(path).GET().build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
  }

  JsonNode post(String path, JsonNode body) {
    return json(
        request(path).POST(text(body.toString())).header("content-type", "application/json"));
  }

  JsonNode post(String path) {
    return json(request(path).POST(BodyPublishers.noBody()));
  }

  JsonNode put(String path, String contentType, String body) {
    return json(request(path).PUT(text(body)).header("content-type", contentType));
  }

  JsonNode delete(String path) {
    return json(request(path).DELETE());
  }

  /** Sends a file as the form {@code purpose}, {@code file} of the files route. */
  JsonNode upload(String path, Path file, String purpose) {
    String boundary = "wattpack-" + UUID.randomUUID();
    HttpRequest.Builder request =
        request(path)
            .timeout(TRANSFER_TIMEOUT)
            .header("content-type", "multipart/form-data; boundary=" + boundary);
    try {
      return json(request.POST(form(boundary, file, purpose)));
    } catch (IOException e) {
      throw LocalFile.unreadable(file, e);
    }
  }

  /** Copies the bytes behind {@code path} to {@code out}. */
  void download(String path, OutputStream out) {
    HttpRequest request = request(path).timeout(TRANSFER_TIMEOUT).GET().build();
    HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() / 100 != 2) {
        byte[] answer = body.readAllBytes();
        throw Refusals.of(
            response.statusCode(), new String(answer, StandardCharsets.UTF_8), address);
      }
      body.transferTo(out);
      out.flush();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "The transfer from %s broke off: %s.".formatted(address.base(), Refusals.cause(e)),
          "run the command again.");
    }
  }

  private static BodyPublisher form(String boundary, Path file, String purpose) throws IOException {
    String name = String.valueOf(file.getFileName()).replace("\"", "%22");
    String head =
        """
        --%1$s\r
        Content-Disposition: form-data; name="purpose"\r
        \r
        %2$s\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="%3$s"\r
        Content-Type: application/jsonl\r
        \r
        """
            .formatted(boundary, purpose, name);
    String tail = "\r\n--%s--\r\n".formatted(boundary);
    return BodyPublishers.concat(text(head), BodyPublishers.ofFile(file), text(tail));
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(ANSWER_TIMEOUT)
        .header("authorization", "Bearer " + address.key())
        .header("accept", "application/json");
  }

  private JsonNode json(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw Refusals.of(response.statusCode(), response.body(), address);
    }
    @Nullable JsonNode answer = parsed(response.body());
    if (answer == null) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "%s answered with something that is not JSON.".formatted(address.base()),
          "look at %s: is it a Wattpack service?".formatted(address.origin()));
    }
    return answer;
  }

  private static @Nullable JsonNode parsed(String body) {
    try {
      return Json.parse(body.isBlank() ? "{}" : body);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (HttpTimeoutException e) {
      throw Refusals.silent(address);
    } catch (ConnectException e) {
      throw Refusals.unreachable(address);
    } catch (IOException e) {
      throw Refusals.broken(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.interrupted();
    }
  }
}
