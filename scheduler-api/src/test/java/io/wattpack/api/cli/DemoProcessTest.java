package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a process of its own: it comes up, keeps its folder to itself, and ends when told to.
 */
class DemoProcessTest {
  private static final int TERMINATED = 143;

  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void kill() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldEndInOrderWithinFiveSecondsWhenTerminated() throws Exception {
    Process first = demo("first.log");
    Path environment = folder.resolve("demo/demo.env");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(environment) || !first.isAlive());
    assertThat(environment).as(log("first.log")).exists();

    Process second = demo("second.log");
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(ExitCode.CONFLICT.code());
    assertThat(log("second.log"))
        .startsWith("wattpack: Another demo runs on the data in")
        .hasLineCount(2);

    first.destroy();
    assertThat(first.waitFor(5, TimeUnit.SECONDS)).as(log("first.log")).isTrue();
    assertThat(first.exitValue()).isEqualTo(TERMINATED);
    assertThat(environment).doesNotExist();
    assertThat(log("first.log")).doesNotContain("\tat ");
  }

  private Process demo(String log) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.wattpack.api.main.Main",
                "demo",
                "--port",
                "0",
                "--data",
                folder.resolve("demo").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
