package io.wattpack.api.report.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trace files are read by the names of their columns, and mistakes are named by line. */
class TraceFilesTest {
  private static final String NODES = "sn,cpu_milli,memory_mib,gpu,model\n";
  private static final String PODS = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n";

  @TempDir private Path folder;

  @Test
  void shouldReadNodesByNameWithoutThoseThatHaveNoGpu() throws Exception {
    Path file = file(NODES + "b,64000,262144,2,P100\nc,32000,131072,0,\na,96000,393216,8,T4\n");

    assertThat(TraceFiles.nodes(file))
        .containsExactly(
            new TraceNode("a", 96_000, 393_216, 8, "T4"),
            new TraceNode("b", 64_000, 262_144, 2, "P100"));
  }

  @Test
  void shouldReadPodsInTheOrderOfTheFile() throws Exception {
    Path file =
        file(
            PODS + "p2,8000,1024,1,460,V100M16|V100M32\np1,4000,2048,2,1000,\np0,1000,512,0,77,\n");

    assertThat(TraceFiles.pods(file))
        .containsExactly(
            new TracePod("p2", 8_000, 1_024, 1, 460, List.of("V100M16", "V100M32")),
            new TracePod("p1", 4_000, 2_048, 2, 1000, List.of()),
            new TracePod("p0", 1_000, 512, 0, 0, List.of()));
  }

  @Test
  void shouldTakeColumnsByNameWhateverTheirOrderAndTheLineEnds() throws Exception {
    Path file =
        file(
            "\uFEFFgpu_milli,qos,name,num_gpu,memory_mib,cpu_milli\r\n"
                + "500,LS,\"p\",1,1024,2000\r\n\r\n");

    assertThat(TraceFiles.pods(file))
        .containsExactly(new TracePod("p", 2_000, 1_024, 1, 500, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "p,x,1,1,500,; line 2: cpu_milli must be a whole number",
        "p,-1,1,1,500,; line 2: cpu_milli must be from 0 to",
        "p,1,1,99,1000,; line 2: num_gpu must be from 0 to 16, but was '99'",
        "p,1,1,1,0,; line 2: gpu_milli must be from 1 to 1000, but was '0'",
        "p,1,1,2,500,; line 2: gpu_milli must be 1000 with more than one GPU, but was '500'",
        "p,1,1,1,500; line 2: 5 values, but the heading names 6 columns",
        "p,1,1,0,0,; holds not one line with a pod that asks for a GPU",
      })
  void shouldNameTheLineAndTheValueOfAPodThatIsWrong(String line, String message)
      throws IOException {
    Path file = file(PODS + line + "\n");

    assertThatThrownBy(() -> TraceFiles.pods(file))
        .isInstanceOf(TraceFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message)
        .hasMessageContaining("\nMaybe ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a,1,1,8,; line 2: model must name the model of the GPUs",
        "a,0,1,8,T4; line 2: cpu_milli must be from 1 to",
        "a,1,1,0,; holds not one line with a node with GPUs",
      })
  void shouldNameTheLineAndTheValueOfANodeThatIsWrong(String line, String message)
      throws IOException {
    Path file = file(NODES + line + "\n");

    assertThatThrownBy(() -> TraceFiles.nodes(file))
        .isInstanceOf(TraceFileException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseANodeThatIsNamedTwice() throws IOException {
    Path file = file(NODES + "a,1,1,1,T4\na,1,1,1,T4\n");

    assertThatThrownBy(() -> TraceFiles.nodes(file))
        .hasMessageContaining("line 3: sn must name one");
  }

  @Test
  void shouldSayWhichColumnIsMissing() throws IOException {
    Path file = file(NODES + "a,1,1,1,T4\n");

    assertThatThrownBy(() -> TraceFiles.pods(file))
        .hasMessageContaining("line 1: there is no column 'name' (there are: sn, cpu_milli")
        .hasMessageContaining("\nMaybe this is another kind of file");
    assertThatThrownBy(() -> TraceFiles.pods(file("")))
        .hasMessageContaining("line 1: the names of the columns are missing");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("trace.csv"), text);
  }
}
