package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRestartTest {
  @TempDir private Path folder;

  @Test
  void shouldKeepEndedAndRunningTasksWhenTheServiceIsStartedAgain() {
    String ended;
    String running;
    try (ServiceFixture service = ServiceFixture.start(folder)) {
      ended = submit(service, 1);
      running = submit(service, 3600);
      await().atMost(Duration.ofSeconds(14)).until(() -> state(service, ended).equals("succeeded"));
    }
    try (ServiceFixture service = ServiceFixture.start(folder)) {
      assertThat(state(service, ended)).isEqualTo("succeeded");
      await().until(() -> state(service, running).equals("running"));
      service.call("DELETE", service.customerA, "/api/v1/jobs/" + running, "");
      await()
          .atMost(Duration.ofSeconds(14))
          .until(() -> state(service, running).equals("cancelled"));
    }
  }

  private static String submit(ServiceFixture service, int seconds) {
    String task = "{\"memory_mib\":1000,\"run_seconds\":%d}".formatted(seconds);
    return service.json(service.post(service.customerA, "/api/v1/jobs", task)).path("id").asText();
  }

  private static String state(ServiceFixture service, String id) {
    return service
        .json(service.get(service.customerA, "/api/v1/jobs/" + id))
        .path("state")
        .asText();
  }
}
