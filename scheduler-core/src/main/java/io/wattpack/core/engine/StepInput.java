package io.wattpack.core.engine;

import io.wattpack.core.event.Input;
import io.wattpack.core.units.EpochMillis;
import java.util.List;

/**
 * What one step is given: the clock's time and the next inputs of the journal, in order of their
 * numbers.
 */
public record StepInput(EpochMillis now, List<Input> inputs) {
  public StepInput {
    inputs = List.copyOf(inputs);
  }
}
