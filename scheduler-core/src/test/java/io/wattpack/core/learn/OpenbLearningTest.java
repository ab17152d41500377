package io.wattpack.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTableText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A short learning on the openb trace, given its folder as the property {@code wattpack.openb}. */
class OpenbLearningTest {
  private static final String FOLDER = System.getProperty("wattpack.openb", "");
  private static final LearningPlan SHORT =
      new LearningPlan(1, 7, 2, 0, WasteSettings.PACKING, LearningGoal.PACKING);

  @BeforeEach
  void needsTheTrace() {
    if (FOLDER.isEmpty()) {
      System.out.println("Skipped: give the folder of the openb trace as -Dwattpack.openb=...");
    }
    assumeTrue(!FOLDER.isEmpty());
  }

  @Test
  void shouldPackTheDefaultTraceFarBetterThanFragmentationGradientDescent() throws IOException {
    LearnedTable learned = learn("default");
    // In millionths; fragmentation gradient descent reaches 953,900 of them.
    assertThat(learned.bookedAtEnd()).isGreaterThan(961_000);
    assertThat(learned.bookedAtFull()).isGreaterThan(958_500);
    assertThat(WasteTableText.write(learned.table())).hasSizeLessThan(40_000);
  }

  @Test
  void shouldPackWorkThatIsShortOfProcessors() throws IOException {
    // Fragmentation gradient descent reaches 934,100 millionths.
    assertThat(learn("cpu250").bookedAtEnd()).isGreaterThan(945_000);
  }

  private static LearnedTable learn(String trace) throws IOException {
    Path folder = Path.of(FOLDER);
    Learning learning = Learning.of(OpenbTrace.fleet(folder), OpenbTrace.mix(folder, trace), SHORT);
    while (learning.advance()) {
      assertThat(learning.gamesPlayed()).isPositive();
    }
    return learning.result();
  }
}
