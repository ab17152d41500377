package io.wattpack.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WasteTableTextTest {
  private static final WasteTable TABLE = table(7);

  static WasteTable table(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] values = new int[3 * WasteTable.STATES * WasteTable.KNOT_COUNT];
    int row = WasteTable.STATES * WasteTable.KNOT_COUNT;
    Arrays.setAll(values, i -> i % row < WasteTable.KNOT_COUNT ? 0 : random.nextInt(4001));
    WasteSettings settings = WasteSettings.POWER.withBucketMilli(20);
    return new WasteTable(List.of("t4", "h100-sxm"), settings, new int[] {0, 1250, 90}, values);
  }

  @Test
  void shouldReadBackWhatWasWritten() {
    assertThat(WasteTableText.read(WasteTableText.write(TABLE))).isEqualTo(TABLE);
  }

  @Test
  void shouldFitIntoOneJournalEntry() {
    assertThat(WasteTableText.write(TABLE)).hasSizeLessThan(100_000);
  }

  @Test
  void shouldSayWhatToDoWithATextThatWasCutOff() {
    String cut = WasteTableText.write(TABLE).substring(0, 100);
    assertThatThrownBy(() -> WasteTableText.read(cut))
        .hasMessageContaining("of 100 characters cannot be read")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void shouldServeAnUnknownModelFromTheRowOfAll() {
    assertThat(TABLE.row("h100-sxm")).isEqualTo(2);
    assertThat(TABLE.row("b300")).isZero();
  }

  @Test
  void shouldTellFreeGpusApartByTheirNumberUpToEight() {
    assertThat(WasteTable.state(1000, 1)).isNotEqualTo(WasteTable.state(1000, 2));
    assertThat(WasteTable.state(1000, 16)).isEqualTo(WasteTable.state(1000, 8));
    assertThat(WasteTable.state(999, 1)).isNotEqualTo(WasteTable.state(1000, 1));
  }
}
