package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.journal.DataDirectoryInUseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFailureTest {
  private static final String TASK = "{\"memory_mib\":1000,\"run_seconds\":3600,\"name\":\"%s\"}";

  private static final int AT_ONCE = 40;

  @TempDir private Path folder;

  @Test
  void shouldNameThePortWhenAnotherProgramListensThere() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServiceConfig config =
          ServiceConfig.defaults(folder)
              .withListen(new ServiceConfig.Listen("127.0.0.1", other.getLocalPort()));

      assertThatThrownBy(() -> Service.start(config, null, List.of()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("\nMaybe ");
    }
  }

  @Test
  void shouldRefuseToStartWhenAnotherServiceHasTheData() {
    try (ServiceFixture first = ServiceFixture.start(folder)) {
      assertThat(first.get("", "/livez").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> ServiceFixture.start(folder))
          .isInstanceOf(DataDirectoryInUseException.class);
    }
  }

  @Test
  void shouldKeepEverythingAcknowledgedWhenStorageIsFull() {
    Set<String> acknowledged = new TreeSet<>();
    try (ServiceFixture service =
        ServiceFixture.start(
            folder, config -> config.withStorage(new ServiceConfig.Storage(200)))) {
      HttpResponse<String> refused = fill(service, acknowledged);

      assertThat(service.json(refused).path("code").asText()).isEqualTo("storage_full");
      assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
      assertThat(refused.body()).doesNotContain("Exception", "at io.", "SQLITE");
      assertThat(service.get("", "/readyz").statusCode()).isEqualTo(200);
      assertThat(jobs(service)).containsAll(acknowledged);
    }
    try (ServiceFixture service =
        ServiceFixture.start(
            folder, config -> config.withStorage(new ServiceConfig.Storage(2_000)))) {
      assertThat(jobs(service)).isEqualTo(acknowledged);
    }
  }

  /** Many at a time, as they come in life; returns the first refusal. */
  private static HttpResponse<String> fill(ServiceFixture service, Set<String> acknowledged) {
    String task = TASK.formatted("n".repeat(100));
    for (int round = 0; round < 200; round++) {
      List<CompletableFuture<HttpResponse<String>>> sent =
          Stream.generate(() -> service.postLater(service.customerA, "/api/v1/jobs", task))
              .limit(AT_ONCE)
              .toList();
      List<HttpResponse<String>> responses = sent.stream().map(CompletableFuture::join).toList();
      for (HttpResponse<String> response : responses) {
        if (response.statusCode() == 201) {
          acknowledged.add(service.json(response).path("id").asText());
        }
      }
      Optional<HttpResponse<String>> refused =
          responses.stream().filter(response -> response.statusCode() != 201).findFirst();
      if (refused.isPresent()) {
        assertThat(refused.get().statusCode()).as(refused.get().body()).isEqualTo(507);
        return refused.get();
      }
    }
    throw new AssertionError("Storage never filled.");
  }

  private static Set<String> jobs(ServiceFixture service) {
    List<String> ids = new ArrayList<>();
    String token = "";
    do {
      JsonNode page =
          service.json(
              service.get(service.customerA, "/api/v1/jobs?limit=100&page_token=" + token));
      page.path("data").forEach(job -> ids.add(job.path("id").asText()));
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty() && !token.equals("null"));
    return new TreeSet<>(ids);
  }
}
