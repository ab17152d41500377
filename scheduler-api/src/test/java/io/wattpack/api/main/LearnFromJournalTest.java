package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.cli.Surroundings;
import io.wattpack.api.cli.WattpackCommand;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.learn.TableFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole service that learns, and the command that learns from what it keeps. */
class LearnFromJournalTest {
  private static final int TASKS = 60;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldLearnFromTheJournalOfAServiceWhetherItRunsOrNot() {
    TableFile whileItRan;
    try (ServiceFixture service =
        ServiceFixture.start(folder, LearnFromJournalTest::withoutLearner)) {
      for (int i = 0; i < TASKS; i++) {
        submit(service, i);
      }
      whileItRan = learn();
      assertThat(whileItRan.arrivals()).isGreaterThanOrEqualTo(TASKS);
      assertThat(submit(service, 0)).isEqualTo(201);
    }
    TableFile afterwards = learn();
    assertThat(afterwards.arrivals()).isEqualTo(whileItRan.arrivals() + 1);
    try (ServiceFixture service = ServiceFixture.start(folder)) {
      assertThat(submit(service, 1)).isEqualTo(201);
    }
  }

  @Test
  void shouldApplyWhatItLearnsByItself() {
    try (ServiceFixture service = ServiceFixture.start(folder, LearnFromJournalTest::eager)) {
      for (int i = 0; i < TASKS; i++) {
        submit(service, i);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(14))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> metric(service, "wattpack_learning_tables_applied_total") == 1);
      assertThat(metric(service, "wattpack_learning_arrivals_total")).isGreaterThanOrEqualTo(TASKS);
      assertThat(metric(service, "wattpack_learning_score")).isPositive();
    }
  }

  private static ServiceConfig withoutLearner(ServiceConfig config) {
    return config.withLearning(
        new ServiceConfig.Learning(false, 250, 300, 1_500, 5_000, 200, 1_000));
  }

  private static ServiceConfig eager(ServiceConfig config) {
    return config.withLearning(
        new ServiceConfig.Learning(true, 1_000, 50, 1_500, 5_000, 200, 1_000));
  }

  private static int submit(ServiceFixture service, int number) {
    String task =
        "{\"memory_mib\":10,\"gpu_share_milli\":%d,\"run_seconds\":1}"
            .formatted(200 + 100 * (number % 7));
    return service.post(service.customerA, "/api/v1/jobs", task).statusCode();
  }

  private static double metric(ServiceFixture service, String name) {
    return service
        .get("", "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  private TableFile learn() {
    out.reset();
    Surroundings surroundings =
        new Surroundings(
            Map.of(),
            out,
            err,
            false,
            InstantSource.system(),
            duration -> {},
            new ServiceLauncher());
    int code =
        WattpackCommand.commandLine(surroundings)
            .execute("learn", "--from-journal", "--data", folder.resolve("data").toString());
    assertThat(code).as(err.toString()).isZero();
    return TableFile.read(out.toString());
  }
}
