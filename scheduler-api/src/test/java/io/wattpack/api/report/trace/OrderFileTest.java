package io.wattpack.api.report.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order file belongs to lists of three pods and two nodes here. */
class OrderFileTest {
  @TempDir private Path folder;

  @Test
  void shouldReadArrivalsAndRanks() throws Exception {
    Arrivals arrivals = OrderFile.read(file("\uFEFFpods 2 0 2 1\r\nnodeRanks 1 0\r\n"), 3, 2);

    assertThat(arrivals.pods()).containsExactly(2, 0, 2, 1);
    assertThat(arrivals.count()).isEqualTo(4);
    assertThat(arrivals.nodeRank(0)).isEqualTo(1);
    assertThat(arrivals.nodeRank(1)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pods 0|nodeRanks 0 x; line 2: 'x' is not a whole number",
        "pods 3|nodeRanks 0 1; line 1: 3 is out of range, because the pod list has 3 rows",
        "pods 0|nodeRanks 0 2; line 2: 2 is out of range, because there are 2 nodes with GPUs",
        "pods 0|nodeRanks 1 1; line 2: the rank 1 is given twice",
        "pods 0|nodeRanks 0; line 2: 1 ranks for 2 nodes with GPUs",
        "pods|nodeRanks 0 1; line 1: 'pods' is followed by no number",
        "pods 0; has no line that starts with 'nodeRanks'",
        "name,cpu; has no line that starts with 'pods'",
      })
  void shouldNameTheLineThatIsWrong(String text, String message) throws IOException {
    Path file = file(text.replace('|', '\n'));

    assertThatThrownBy(() -> OrderFile.read(file, 3, 2))
        .isInstanceOf(TraceFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message)
        .hasMessageContaining("\nMaybe ");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("order.txt"), text);
  }
}
