package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.cli.Invocation.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a service can refuse, as a script sees it. */
class ExitCodesTest {
  private final FakeService service = new FakeService();

  @AfterEach
  void close() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, 6",
    "401, 4",
    "402, 6",
    "403, 4",
    "404, 3",
    "409, 5",
    "413, 6",
    "422, 6",
    "429, 6",
    "500, 1",
    "503, 6",
    "504, 124",
    "507, 6"
  })
  void shouldEndWithTheDocumentedCodeWhenTheServiceRefuses(int status, int exitCode) {
    service.on("GET /api/v1/sites", status, "{\"detail\":\"No such luck.\",\"code\":\"a_code\"}");

    Outcome outcome = Invocation.of(service).run("site", "list");

    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("wattpack: No such luck. (%d a_code)\nMaybe ".formatted(status));
  }

  @ParameterizedTest
  @CsvSource({"200, 0, '[]'", "200, 1, '[\"adds site a\"]'", "403, 4, ''", "500, 2, ''"})
  void shouldTellSameFromDifferentFromErrorWhenDiffing(int status, int exitCode, String changes) {
    service.on(
        "PUT /api/v1/fleet?dry_run=true",
        status,
        "{\"changes\":%s}".formatted(changes.isEmpty() ? "[]" : changes));

    assertThat(Invocation.of(service).run("fleet", "diff", fleetFile()).exitCode())
        .isEqualTo(exitCode);
  }

  @Test
  void shouldKeepTheNextStepOfTheServiceWhenItNamesOne() {
    service.on(
        "GET /api/v1/sites", 403, "{\"detail\":\"Not yours.\\nMaybe ask.\",\"code\":\"a_code\"}");

    assertThat(Invocation.of(service).run("site", "list").err())
        .isEqualTo("wattpack: Not yours. (403 a_code)\nMaybe ask.\n");
  }

  @Test
  void shouldSayThatNobodyAnswersWhenTheConnectionIsRefused() {
    service.close();

    Outcome outcome = Invocation.of(service).run("site", "list");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            """
            wattpack: No service answers at %s.
            Maybe start one with `./wattpack demo`, or check WATTPACK_URL, WATTPACK_API_KEY.
            """
                .formatted(service.url()));
  }

  @Test
  void shouldAskForAKeyWhenNoneIsSet() {
    Outcome outcome = Invocation.of(service).without("WATTPACK_API_KEY").run("site", "list");

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.err()).contains("WATTPACK_API_KEY is not set").contains("demo.env");
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void shouldSuggestACommandWhenOneIsMistyped() {
    Outcome outcome = new Invocation().run("bath");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Did you mean: wattpack batch?").contains("Maybe run");
  }

  @Test
  void shouldListEveryCodeWhenAskedForHelp() {
    Outcome outcome = new Invocation().run("help", "exit-codes");

    assertThat(outcome.exitCode()).isZero();
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 124, 130);
    for (ExitCode code : ExitCode.values()) {
      assertThat(outcome.out())
          .containsPattern("(?m)^ *%d  ".formatted(code.code()))
          .contains(code.meaning());
    }
  }

  @Test
  void shouldShowOneLineWhenWattpackItselfIsAtFault() {
    service.on("GET /api/v1/sites", 200, "not json");

    Outcome outcome = Invocation.of(service).run("site", "list");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("not JSON").doesNotContain("\tat ");
  }

  private static String fleetFile() {
    return Path.of("pom.xml").toString();
  }
}
