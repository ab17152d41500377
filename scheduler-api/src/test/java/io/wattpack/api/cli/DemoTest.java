package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.api.cli.Invocation.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a demo leaves in its folder, and who gets it. */
class DemoTest {
  private static final String NO_SITES = "{\"data\":[]}";
  private static final String SITES = "{\"data\":[{\"id\":\"north\"}]}";

  private final FakeService service = new FakeService();
  private final FakeStarter starter = new FakeStarter(service);

  @TempDir private Path folder;

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void shouldPublishAddressAndKeysToTheOwnerAloneWhenReady() throws IOException {
    serveFreshly();

    try (Demo demo = start("demo")) {
      demo.prepare();

      assertThat(Files.readString(demo.environmentFile()))
          .isEqualTo(
              """
              export WATTPACK_URL='http://127.0.0.1:%1$d'
              export WATTPACK_API_KEY='wp_live_operator'
              export OPENAI_BASE_URL='http://127.0.0.1:%1$d/v1'
              export OPENAI_API_KEY='wp_live_a'
              export WATTPACK_OTHER_API_KEY='wp_live_b'
              """
                  .formatted(demo.port()));
      assertThat(permissions(demo.environmentFile())).isEqualTo("rw-------");
      assertThat(permissions(folder.resolve("demo"))).isEqualTo("rwx------");
      assertThat(permissions(folder.resolve("demo/keys"))).isEqualTo("rwx------");
      assertThat(permissions(folder.resolve("demo/keys/customer-a"))).isEqualTo("rw-------");
    }
  }

  @Test
  void shouldApplyTheExampleFleetOnceAndWaitForIt() throws IOException {
    serveFreshly();

    try (Demo demo = start("demo")) {
      demo.prepare();
    }

    assertThat(
            service.asked().stream()
                .map(asked -> asked.method() + " " + asked.path())
                .collect(Collectors.toList()))
        .containsExactly(
            "GET /api/v1/sites",
            "PUT /api/v1/fleet",
            "GET /api/v1/sites",
            "GET /api/v1/sites",
            "POST /api/v1/keys",
            "POST /api/v1/keys",
            "GET /readyz",
            "GET /readyz");
    assertThat(service.asked().get(1).body()).isEqualTo(Demo.fleet());
  }

  @Test
  void shouldKeepFleetAndKeysWhenStartedAgain() throws IOException {
    serveFreshly();
    try (Demo demo = start("demo")) {
      demo.prepare();
    }
    service.on("GET /v1/models", 200, "{}");
    int before = service.asked().size();

    try (Demo demo = start("demo")) {
      assertThat(demo.prepare()).containsEntry("OPENAI_API_KEY", "wp_live_a");
    }

    assertThat(service.asked().stream().skip(before).map(FakeService.Asked::method))
        .containsOnly("GET");
  }

  @Test
  void shouldIssueNewKeysWhenTheServiceForgotTheOldOnes() throws IOException {
    serveFreshly();
    try (Demo demo = start("demo")) {
      demo.prepare();
    }
    service.on("GET /v1/models", 401, "{}");

    try (Demo demo = start("demo")) {
      assertThat(demo.prepare()).containsEntry("OPENAI_API_KEY", "wp_live_b");
    }
  }

  @Test
  void shouldWithdrawTheEnvironmentWhenItEnds() throws IOException {
    serveFreshly();
    Demo demo = start("demo");
    demo.prepare();
    demo.close();

    assertThat(demo.environmentFile()).doesNotExist();
    assertThat(starter.closed()).isEqualTo(1);
  }

  @Test
  void shouldRemoveAStaleEnvironmentWhenItStarts() throws IOException {
    Files.createDirectories(folder.resolve("demo"));
    Files.writeString(folder.resolve("demo/demo.env"), "export WATTPACK_URL=stale\n");

    try (Demo demo = start("demo")) {
      assertThat(demo.environmentFile()).doesNotExist();
    }
  }

  @Test
  void shouldRefuseASecondDemoOnTheSameFolderAndLeaveTheFirstAlone() throws IOException {
    serveFreshly();
    try (Demo demo = start("demo")) {
      demo.prepare();

      Outcome second =
          new Invocation()
              .startedBy(starter)
              .run("demo", "--data", folder.resolve("demo").toString());

      assertThat(second.exitCode()).isEqualTo(5);
      assertThat(second.err())
          .startsWith("wattpack: Another demo runs on the data in ")
          .contains("\nMaybe ")
          .hasLineCount(2);
      assertThat(demo.environmentFile()).exists();
    }
  }

  @Test
  void shouldNameAFreePortWhenTheOneAskedForIsTaken() throws IOException {
    Outcome outcome =
        new Invocation()
            .startedBy(starter.whenPortTaken(8080))
            .run("demo", "--data", folder.resolve("demo").toString());

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.err())
        .startsWith("wattpack: Port 8080 is taken.\nMaybe use port ")
        .containsPattern("`wattpack demo --port [0-9]+`");
    int offered = Integer.parseInt(outcome.err().replaceAll("(?s).*--port ([0-9]+).*", "$1"));
    try (ServerSocket socket = new ServerSocket(offered, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
    start("demo", new FakeStarter(service)).close();
  }

  @Test
  void shouldGiveUpWhenTheServiceNeverBecomesReady() throws IOException {
    service.on("GET /api/v1/sites", 200, SITES).on("GET /readyz", 503, "{}");
    answerKeys();

    try (Demo demo = start("demo")) {
      assertThatThrownBy(demo::prepare).hasMessageContaining("is not ready after 60 s");
      assertThat(demo.environmentFile()).doesNotExist();
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenTheConfigurationIs() {
    Outcome outcome = new Invocation().startedBy(starter).run("serve", "--config", "x.yaml");

    assertThat(outcome)
        .isEqualTo(new Outcome(6, "", "wattpack: The file is wrong.\nMaybe write another.\n"));
  }

  private void serveFreshly() {
    service
        .on("GET /api/v1/sites", 200, NO_SITES)
        .on("GET /api/v1/sites", 200, NO_SITES)
        .on("GET /api/v1/sites", 200, SITES)
        .on("PUT /api/v1/fleet", 202, "{\"input\":1}")
        .on("GET /readyz", 503, "{}")
        .on("GET /readyz", 200, "{}");
    answerKeys();
  }

  private void answerKeys() {
    service
        .on("POST /api/v1/keys", 201, "{\"id\":\"a\",\"key\":\"wp_live_a\"}")
        .on("POST /api/v1/keys", 201, "{\"id\":\"b\",\"key\":\"wp_live_b\"}");
  }

  private Demo start(String name) throws IOException {
    return start(name, starter);
  }

  private Demo start(String name, ServiceStarter starter) throws IOException {
    return Demo.start(0, folder.resolve(name), new Invocation().startedBy(starter).surroundings());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
