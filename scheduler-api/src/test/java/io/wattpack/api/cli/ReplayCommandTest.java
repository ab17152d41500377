package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattpack.api.cli.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command replay on a trace of three nodes and seven pods, through the real engine. */
class ReplayCommandTest {
  private static final String NODES =
      """
      sn,cpu_milli,memory_mib,gpu,model
      node-a,64000,262144,2,T4
      node-b,64000,262144,2,T4
      node-c,96000,393216,1,P100
      """;
  private static final String PODS =
      """
      name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec
      p0,8000,1024,1,1000,
      p1,4000,1024,1,500,T4
      p2,4000,1024,1,500,
      p3,8000,1024,2,1000,
      p4,8000,1024,1,700,P100
      p5,16000,1024,0,0,
      p6,8000,1024,1,1000,H100
      """;
  private static final String ORDER = "pods 1 2 3 4 0 5 6 0\nnodeRanks 1 0 2\n";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write("nodes.csv", NODES);
    write("pods.csv", PODS);
    write("order.txt", ORDER);
  }

  @Test
  void shouldPrintOneObjectForEachPolicy() throws IOException {
    Outcome outcome =
        run(
            "--order",
            path("order.txt"),
            "--policy",
            "first-fit",
            "--policy",
            "fgd",
            "--format",
            "json");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = Json.parse(lines.getFirst());
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "policy",
            "seed",
            "allocatedAt100",
            "allocatedEnd",
            "unallocatedGpus",
            "failedPods",
            "fragmentationPercent",
            "kwAt25",
            "kwAt50",
            "kwAt75",
            "kwAt100",
            "decisionsPerSecond",
            "placementsPerSecond",
            "refusalsPerSecond",
            "p50Micros",
            "p99Micros");
    // b takes 500 + 500 on one GPU and the next whole pod, a the pair, c the 700: 4.7 of 5.
    assertThat(first.path("policy").asText()).isEqualTo("first-fit");
    assertThat(first.path("allocatedEnd").decimalValue()).isEqualByComparingTo("94");
    assertThat(first.path("unallocatedGpus").decimalValue()).isEqualByComparingTo("0.3");
    assertThat(first.path("failedPods").asInt()).isEqualTo(2);
  }

  @Test
  void shouldPrintATableByDefault() {
    Outcome outcome = run("--order", path("order.txt"), "--policy", "best-fit");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines()).hasSize(2);
    assertThat(outcome.out()).startsWith("POLICY").contains("best-fit", "94.00", "DECISIONS/S");
  }

  @Test
  void shouldPlayAllPublishedPoliciesOnArrivalsOfItsOwn() {
    List<String> arguments = new ArrayList<>(List.of("--seed", "7", "--format", "json", "--cold"));
    for (String policy :
        List.of(
            "wattpack,wattpack-power,wattpack-spread,first-fit,best-fit,dot-product,gpu-packing,gpu-clustering,random,fgd,pwr,pwr-fgd"
                .split(","))) {
      arguments.addAll(List.of("--policy", policy));
    }

    Outcome outcome = run(arguments.toArray(String[]::new));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(12).allMatch(line -> line.contains("\"seed\":7"));
  }

  @Test
  void shouldShowProgressOnlyToPeople() {
    Outcome seen = new Invocation().onTerminal().run(arguments("--policy", "fgd"));
    Outcome piped = new Invocation().run(arguments("--policy", "fgd"));

    assertThat(seen.err()).contains("fgd: getting ready", "fgd: 50 % of two passes played");
    assertThat(piped.err()).isEmpty();
  }

  @Test
  void shouldWriteAReport() throws IOException {
    Outcome outcome = run("--policy", "fgd", "--report", path("report.html"));

    assertThat(outcome.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("<!DOCTYPE html>", "nodes.csv", "drawn from the seed 42");
  }

  @Test
  void shouldRefuseAReportThatCannotBeWrittenBeforePlaying() {
    Outcome outcome = run("--policy", "fgd", "--report", path("no/report.html"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("report.html cannot be written.", "\nMaybe make the folder");
  }

  @Test
  void shouldSayWhichModelHasNoWatts() throws IOException {
    write("nodes.csv", NODES.replace("P100", "X9"));

    Outcome outcome = run("--policy", "first-fit", "--format", "json");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("No watts are published for X9");
    assertThat(Json.parse(outcome.out()).path("kwAt50").isNull()).isTrue();
  }

  @Test
  void shouldListThePoliciesWhenOneIsUnknown() {
    Outcome outcome = run("--policy", "best");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("There is no policy 'best'; there are: wattpack", "pwr-fgd");
  }

  @Test
  void shouldNameFileAndLineWhenTheTraceIsWrong() throws IOException {
    write("pods.csv", PODS.replace("1,700", "1,7000"));

    Outcome outcome = run("--policy", "fgd");

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.err())
        .contains("pods.csv, line 6: gpu_milli must be from 1 to 1000, but was '7000'.\nMaybe ");
  }

  @Test
  void shouldNotTakeATableAndColdAtOnce() {
    assertThat(run("--cold", "--table", path("order.txt")).exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseATableThatIsNone() {
    Outcome outcome = run("--table", path("order.txt"));

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.err()).contains("order.txt holds no table", "\nMaybe ");
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    Outcome outcome =
        new Invocation().run("replay", "--nodes", path("no.csv"), "--pods", path("pods.csv"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no.csv cannot be read: it does not exist");
  }

  private Outcome run(String... more) {
    return new Invocation().run(arguments(more));
  }

  private String[] arguments(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("replay", "--nodes", path("nodes.csv"), "--pods", path("pods.csv")));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
