package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
  @TempDir private Path folder;

  @Test
  void shouldAnswerEveryLineOnceWhenAFileIsUploadedAndRun() {
    try (ServiceFixture service = ServiceFixture.start(folder)) {
      String file = service.upload(service.customerA, ServiceFixture.lines(100));
      JsonNode made =
          service.json(service.post(service.customerA, "/v1/batches", ServiceFixture.batch(file)));
      assertThat(made.path("status").asText()).isEqualTo("validating");
      String path = "/v1/batches/" + made.path("id").asText();

      await()
          .atMost(Duration.ofSeconds(14))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                JsonNode batch = service.json(service.get(service.customerA, path));
                return batch.path("status").asText().equals("completed");
              });

      JsonNode batch = service.json(service.get(service.customerA, path));
      assertThat(batch.at("/request_counts/completed").asInt()).isEqualTo(100);
      String output =
          service
              .get(
                  service.customerA,
                  "/v1/files/%s/content".formatted(batch.path("output_file_id").asText()))
              .body();
      TreeSet<String> ids = new TreeSet<>();
      output
          .lines()
          .forEach(line -> ids.add(line.replaceAll(".*\"custom_id\":\"(r\\d+)\".*", "$1")));
      assertThat(output.lines()).hasSize(100);
      assertThat(ids).hasSize(100);
    }
  }
}
