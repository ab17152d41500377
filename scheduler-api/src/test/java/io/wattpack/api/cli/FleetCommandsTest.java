package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.cli.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet commands, on a file and against a service that answers as the fleet routes do. */
class FleetCommandsTest {
  private final FakeService service = new FakeService();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("fleet.yaml"), "sites:\n  - id: a b\n  - id: a b\n");
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void shouldNameAllMistakesAtOnceWhenValidating() {
    Outcome outcome = new Invocation().run("fleet", "validate", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("sites[0].id", "sites[1].id", "but was a b", "\nMaybe ", "Mistakes in " + file);
  }

  @Test
  void shouldSayWhatIsMissingWhenTheFileIsNotThere() {
    Outcome outcome =
        new Invocation().run("fleet", "validate", folder.resolve("no.yaml").toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no.yaml cannot be read: it does not exist");
  }

  @Test
  void shouldShowEachChangeOnALineWhenDiffing() {
    service.on(
        "PUT /api/v1/fleet?dry_run=true",
        200,
        """
        {"changes":[{"kind":"added","path":"nodes[n1]","from":null,"to":"8 GPUs"},
          {"kind":"changed","path":"sites[a].priceZone","from":"X","to":"Y"},
          {"kind":"removed","path":"tenants[t]","from":"weight 1","to":null}],"drains":["nodes[n9]"],"refusal":null}""");

    Outcome outcome = Invocation.of(service).run("fleet", "diff", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .isEqualTo(
            """
            + nodes[n1]: 8 GPUs
            ~ sites[a].priceZone: X -> Y
            - tenants[t]: weight 1
            ! nodes[n9] is in use: it is drained first
            """);
  }

  @Test
  void shouldApplyNothingWhenItWouldBeRefused() {
    service.on(
        "PUT /api/v1/fleet?dry_run=true",
        200,
        "{\"changes\":[],\"refusal\":{\"code\":\"REMOVES_WHAT_IS_IN_USE\",\"message\":\"It is in use (acme).\"}}");

    assertThat(Invocation.of(service).run("fleet", "diff", file.toString()).out())
        .isEqualTo("! would be refused: It is in use (acme).\n");
    Outcome outcome = Invocation.of(service).run("fleet", "apply", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.err()).contains("Nothing was applied", "acme", "Maybe");
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void shouldSendTheFileAsItIsWhenApplying() throws IOException {
    service
        .on("PUT /api/v1/fleet?dry_run=true", 200, "{\"changes\":[]}")
        .on("PUT /api/v1/fleet", 202, "{\"input\":4}");

    Outcome outcome = Invocation.of(service).run("fleet", "apply", file.toString());

    assertThat(outcome).isEqualTo(new Outcome(0, "applied as input 4\n", ""));
    assertThat(service.lastAsked().body()).isEqualTo(Files.readString(file));
  }
}
