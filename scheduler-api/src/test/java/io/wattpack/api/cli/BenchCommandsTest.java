package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.report.bench.BenchPlan;
import io.wattpack.api.report.bench.PowerBenchPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The bench command on tiny fleets for a moment. */
class BenchCommandsTest {
  private final StringWriter out = new StringWriter();

  private static BenchPlan tiny(int gpus) {
    BenchPlan plan = BenchPlan.of(gpus);
    return new BenchPlan(200, plan.fullPermille(), 20, 50, 20, plan.learning(), plan.seed());
  }

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new BenchPlacementCommand(BenchCommandsTest::tiny));
    return line.setOut(new PrintWriter(out)).execute(arguments);
  }

  @Test
  void shouldPrintAnObjectALineForEachSize() throws Exception {
    assertThat(run()).isZero();
    assertThat(out.toString().lines()).hasSize(3);
    for (String line : out.toString().lines().toList()) {
      List<String> fields = new ArrayList<>();
      JsonNode figures = Json.parse(line);
      figures.fieldNames().forEachRemaining(fields::add);
      assertThat(fields)
          .containsExactly(
              "gpus",
              "placementsPerSecond",
              "placementsPerCpuSecond",
              "refusalsPerSecond",
              "p50Micros",
              "p99Micros",
              "maxMicros",
              "bytesPerGpu",
              "fullPercent",
              "learnSeconds");
    }
  }

  @Test
  void shouldPrintATableWhenAsked() {
    assertThat(run("--gpus", "200", "--format", "table")).isZero();
    assertThat(out.toString().lines().toList().getFirst()).contains("GPUS", "PLACED/S");
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void shouldRefuseAFleetTooSmallToHoldTheMix() {
    Invocation.Outcome outcome = new Invocation().run("bench", "placement", "--gpus", "5");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--gpus must be 100 to 1000000, but was 5");
  }

  private int runPower(String... arguments) {
    CommandLine line =
        new CommandLine(new BenchPowerCommand(gpus -> new PowerBenchPlan(200, 700, 0, 1, 1)));
    return line.setOut(new PrintWriter(out)).execute(arguments);
  }

  @Test
  void shouldPrintTheDispatchOfWattsForEachSize() throws Exception {
    assertThat(runPower()).isZero();
    assertThat(out.toString().lines()).hasSize(3);
    for (String line : out.toString().lines().toList()) {
      List<String> fields = new ArrayList<>();
      JsonNode figures = Json.parse(line);
      figures.fieldNames().forEachRemaining(fields::add);
      assertThat(fields)
          .containsExactly(
              "gpus", "levels", "fullDispatchMillis", "curtailmentPlanMillis", "incrementalMicros");
      assertThat(figures.get("levels").asInt()).isEqualTo(6);
    }
  }

  @Test
  void shouldPrintTheDispatchOfWattsAsATable() {
    assertThat(runPower("--gpus", "200", "--format", "table")).isZero();
    assertThat(out.toString().lines().toList().getFirst()).contains("GPUS", "INCREMENTAL-US");
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void shouldRefuseToDispatchOverTooManyGpus() {
    Invocation.Outcome outcome = new Invocation().run("bench", "power", "--gpus", "1000001");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--gpus must be 100 to 1000000, but was 1000001");
  }
}
