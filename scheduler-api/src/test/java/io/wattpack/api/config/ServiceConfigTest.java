package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wattpack.api.config.ServiceConfig.Learning;
import io.wattpack.api.config.ServiceConfig.Limits;
import io.wattpack.api.config.ServiceConfig.Listen;
import io.wattpack.api.config.ServiceConfig.MinerMachines;
import io.wattpack.api.config.ServiceConfig.Miners;
import io.wattpack.api.config.ServiceConfig.Storage;
import io.wattpack.api.config.ServiceConfig.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceConfigTest {
  @TempDir Path folder;

  @Test
  void shouldDocumentEveryKnobWithItsRangeAndDefault() throws IOException {
    List<DocumentTable.Row> expected =
        ServiceKeys.all().entrySet().stream()
            .map(entry -> DocumentTable.Row.of(entry.getKey(), entry.getValue()))
            .toList();

    assertThat(DocumentTable.rows(RepositoryFiles.text("docs/configuration.md")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void shouldUseTheSameDefaultsInTheFileAndInTheRecord() throws IOException {
    assertThat(valid("dataDir: data")).isEqualTo(ServiceConfig.defaults(folder.resolve("data")));
  }

  @Test
  void shouldReadTheExample() throws IOException {
    Path file = RepositoryFiles.path("deploy/examples/serve.yaml");

    assertThat(ServiceConfig.read(file))
        .isInstanceOfSatisfying(
            ServiceConfigResult.Valid.class,
            valid -> {
              assertThat(valid.config().listen()).isEqualTo(Listen.DEFAULT);
              assertThat(valid.config().fleetFile())
                  .isEqualTo(file.resolveSibling("demo-fleet.yaml"));
            });
  }

  @Test
  void shouldReadBackEqualWhenWritten() throws IOException {
    ServiceConfig config =
        ServiceConfig.defaults(folder.resolve("some data"))
            .withListen(new Listen("::1", 0))
            .withFleetFile(folder.resolve("fleet #1.yaml"))
            .withStorage(new Storage(64))
            .withLimits(new Limits(1_024, 1, 1_024, 65_536))
            .withLearning(new Learning(false, 10, 50, 60, 70, 1_000, 4_096))
            .withTelemetry(new Telemetry(86_400, 0))
            .withMiners(
                new Miners(
                    1,
                    1_024,
                    1_000,
                    List.of(
                        new MinerMachines("on", List.of("10.0.0.1", "m-2:65535", "[::1]:1")),
                        new MinerMachines("b", List.of("10.0.0.2")))));

    assertThat(valid(config.write())).isEqualTo(config);
  }

  @Test
  void shouldKeepAnAbsolutePath() throws IOException {
    assertThat(valid("dataDir: /var/lib/wattpack").dataDir())
        .isEqualTo(Path.of("/var/lib/wattpack"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("", "", FileRule.EMPTY_FILE),
        Arguments.of("- 1", "", FileRule.WRONG_TYPE),
        Arguments.of("listen: 8080", "listen", FileRule.WRONG_TYPE),
        Arguments.of("listen: {prot: 1}", "listen.prot", FileRule.UNKNOWN_KEY),
        Arguments.of("dataDirectory: x", "dataDirectory", FileRule.UNKNOWN_KEY),
        Arguments.of("listen: {port: 65536}", "listen.port", FileRule.OUT_OF_RANGE),
        Arguments.of("listen: {port: -1}", "listen.port", FileRule.OUT_OF_RANGE),
        Arguments.of("listen: {port: http}", "listen.port", FileRule.WRONG_TYPE),
        Arguments.of("listen: {host: 'a b'}", "listen.host", FileRule.BAD_NAME),
        Arguments.of("dataDir: [x]", "dataDir", FileRule.WRONG_TYPE),
        Arguments.of("dataDir: \"a\\0b\"", "dataDir", FileRule.BAD_NAME),
        Arguments.of("storage: {pagesMax: 63}", "storage.pagesMax", FileRule.OUT_OF_RANGE),
        Arguments.of("limits: {fileBytesMax: 200MiB}", "limits.fileBytesMax", FileRule.WRONG_TYPE),
        Arguments.of(
            "limits: {batchLinesMax: 99999999999999999999}",
            "limits.batchLinesMax",
            FileRule.OUT_OF_RANGE),
        Arguments.of("limits: {lineBytesMax: }", "limits.lineBytesMax", FileRule.WRONG_TYPE),
        Arguments.of(
            "telemetry: {virtualSeconds: 3601}", "telemetry.virtualSeconds", FileRule.OUT_OF_RANGE),
        Arguments.of(
            "telemetry: {staleSeconds: 0}", "telemetry.staleSeconds", FileRule.OUT_OF_RANGE),
        Arguments.of("learning: {enabled: yes}", "learning.enabled", FileRule.UNKNOWN_WORD),
        Arguments.of(
            "learning: {corePermille: 1001}", "learning.corePermille", FileRule.OUT_OF_RANGE),
        Arguments.of(
            "learning: {arrivalsFirst: 49}", "learning.arrivalsFirst", FileRule.OUT_OF_RANGE),
        Arguments.of(
            "learning: {driftPermille: 0}", "learning.driftPermille", FileRule.OUT_OF_RANGE),
        Arguments.of(
            "learning: {driftArrivals: 4097}", "learning.driftArrivals", FileRule.OUT_OF_RANGE),
        Arguments.of("miners: {parallelMax: 0}", "miners.parallelMax", FileRule.OUT_OF_RANGE),
        Arguments.of(
            "miners: {groups: [{id: a, machine: [x]}]}",
            "miners.groups[0].machine",
            FileRule.UNKNOWN_KEY),
        Arguments.of(
            "miners: {groups: [{id: a, machines: ['x:65536']}]}",
            "miners.groups[0].machines",
            FileRule.BAD_NAME),
        Arguments.of(
            "miners: {groups: [{id: a, machines: [x]}, {id: a, machines: [y]}]}",
            "miners.groups[1].id",
            FileRule.DUPLICATE_ID),
        Arguments.of(
            "miners: {groups: [{id: a, machines: [x]}, {id: b, machines: [x]}]}",
            "miners.groups[1].machines",
            FileRule.DUPLICATE_ID));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void shouldNamePathAndRuleWhenTheFileIsWrong(String text, String path, FileRule rule)
      throws IOException {
    assertThat(problems(text))
        .extracting(FileProblem::path, FileProblem::kind)
        .containsExactly(tuple(path, rule));
  }

  @Test
  void shouldReportEveryMistakeAtOnce() throws IOException {
    assertThat(problems("listen: {port: -1}\ndatadir: x\nlimits: {batchLinesMax: 0}"))
        .extracting(FileProblem::path)
        .containsExactly("listen.port", "limits.batchLinesMax", "datadir");
  }

  @Test
  void shouldRefuseAValueOutOfRangeWhenBuiltInCode() {
    assertThatThrownBy(() -> new Listen("localhost", 70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port")
        .hasMessageContaining("70000");
  }

  private ServiceConfig valid(String text) throws IOException {
    return switch (read(text)) {
      case ServiceConfigResult.Valid valid -> valid.config();
      case ServiceConfigResult.Invalid invalid -> throw new AssertionError(invalid.format());
    };
  }

  private List<FileProblem> problems(String text) throws IOException {
    return switch (read(text)) {
      case ServiceConfigResult.Invalid invalid -> invalid.problems();
      case ServiceConfigResult.Valid valid -> throw new AssertionError("accepted: " + valid);
    };
  }

  private ServiceConfigResult read(String text) throws IOException {
    return ServiceConfig.read(Files.writeString(folder.resolve("serve.yaml"), text));
  }
}
