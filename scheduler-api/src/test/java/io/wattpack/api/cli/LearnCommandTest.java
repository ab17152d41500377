package io.wattpack.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.cli.Invocation.Outcome;
import io.wattpack.api.learn.TableFile;
import io.wattpack.core.model.PolicyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnCommandTest {
  @TempDir private Path folder;
  private String nodes;
  private String pods;

  @BeforeEach
  void write() throws IOException {
    StringBuilder nodeList = new StringBuilder("sn,cpu_milli,memory_mib,gpu,model\n");
    for (int i = 0; i < 6; i++) {
      nodeList.append("n%d,36000,100000,4,T4\n".formatted(i));
    }
    StringBuilder podList =
        new StringBuilder("name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n");
    int[] shares = {1000, 810, 470, 320, 150, 670};
    for (int i = 0; i < 60; i++) {
      int share = shares[i % shares.length];
      podList.append("p%d,%d,100,1,%d,\n".formatted(i, 8 * share, share));
    }
    nodes = Files.writeString(folder.resolve("nodes.csv"), nodeList).toString();
    pods = Files.writeString(folder.resolve("pods.csv"), podList).toString();
  }

  @Test
  void shouldWriteATableThatReplayReads() throws IOException {
    String out = folder.resolve("table.json").toString();

    Outcome learned =
        new Invocation()
            .run("learn", "--nodes", nodes, "--pods", pods, "--seed", "7", "--out", out);
    assertThat(learned.exitCode()).as(learned.err()).isZero();
    assertThat(learned.out()).isEmpty();
    assertThat(learned.err()).startsWith("Learned for wattpack from 60 arrivals in ");

    TableFile table = TableFile.read(Files.readString(Path.of(out)));
    assertThat(table.policy()).isEqualTo(PolicyName.WATTPACK);
    assertThat(table.arrivals()).isEqualTo(60);
    assertThat(table.learned().seed()).isEqualTo(7);
    assertThat(table.learned().table().gpuModels()).containsExactly("T4");

    Outcome fromTable = replay("--table", out);
    assertThat(fromTable.exitCode()).as(fromTable.err()).isZero();
    assertThat(fromTable.out()).doesNotContain("learnSeconds");
    Outcome beforehand = replay("--seed", "7");
    assertThat(figures(fromTable, "42"))
        .isEqualTo(figures(replay("--seed", "42", "--table", out), "42"));
    assertThat(beforehand.out()).contains("learnSeconds");
  }

  private Outcome replay(String... more) {
    String[] arguments = new String[more.length + 9];
    String[] first = {
      "replay", "--nodes", nodes, "--pods", pods, "--policy", "wattpack", "--format", "json"
    };
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return new Invocation().run(arguments);
  }

  private static String figures(Outcome outcome, String seed) {
    assertThat(outcome.out()).contains("\"seed\":" + seed);
    return outcome.out().replaceAll(",\"decisionsPerSecond.*", "");
  }

  @Test
  void shouldWriteTheTableToStandardOutputAndLearnTheSameFromTheSameSeed() {
    Outcome first = learn("--policy", "wattpack-power");
    Outcome second = learn("--policy", "wattpack-power");

    TableFile table = TableFile.read(first.out());
    assertThat(table.policy()).isEqualTo(PolicyName.WATTPACK_POWER);
    assertThat(table.goal().wattsPermille()).isPositive();
    assertThat(TableFile.read(second.out())).isEqualTo(table);
    assertThat(TableFile.read(table.write())).isEqualTo(table);
  }

  private Outcome learn(String... more) {
    String[] arguments = {"learn", "--nodes", nodes, "--pods", pods, more[0], more[1]};
    return new Invocation().run(arguments);
  }

  @Test
  void shouldShowHowFarItIsOnATerminal() {
    Outcome outcome = new Invocation().onTerminal().run("learn", "--nodes", nodes, "--pods", pods);

    assertThat(outcome.err()).contains("% of the games played", "\r");
    assertThat(outcome.out()).doesNotContain("\r");
  }

  @Test
  void shouldSayWhichPoliciesLearn() {
    Outcome outcome = learn("--policy", "fgd");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("'fgd' does not learn", "wattpack, wattpack-power", "\nMaybe ");
  }

  @Test
  void shouldAskForOneSource() {
    assertThat(new Invocation().run("learn").exitCode()).isEqualTo(2);
    assertThat(new Invocation().run("learn", "--nodes", nodes).exitCode()).isEqualTo(2);
    assertThat(
            new Invocation()
                .run("learn", "--nodes", nodes, "--pods", pods, "--from-journal")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void shouldSayWhatIsMissingWhenThereIsNoJournal() {
    Outcome outcome = new Invocation().run("learn", "--from-journal", "--data", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("There is no database at " + folder, "\nMaybe ", "dataDir");
  }

  @Test
  void shouldSayWhatIsWrongWhenTheDatabaseIsAnothers() throws IOException {
    Files.writeString(folder.resolve("wattpack.db"), "not a database, but long enough to look at");

    Outcome outcome = new Invocation().run("learn", "--from-journal", "--data", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot be read as one of Wattpack", "\nMaybe ");
  }

  @Test
  void shouldSayWhatIsWrongWhenATableIsNone() throws IOException {
    Path broken = Files.writeString(folder.resolve("table.json"), "{\"format\":\"other\"}");
    Outcome outcome = replay("--table", broken.toString());

    assertThat(outcome.exitCode()).isEqualTo(6);
    assertThat(outcome.err())
        .contains("holds no learned table", "Its format is other", "\nMaybe learn it again");
  }
}
