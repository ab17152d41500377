package io.wattpack.core.sim.synthetic;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The replicas that run, for departures in random order; in arrays, so as to weigh little. */
final class LiveReplicas {
  private long[] numbers = new long[1024];
  private int[] millis = new int[1024];
  private int count;
  private long bookedMilli;

  void add(long number, int milli) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
      millis = Arrays.copyOf(millis, 2 * count);
    }
    numbers[count] = number;
    millis[count] = milli;
    bookedMilli += milli;
    count++;
  }

  /** Takes out any of them. */
  long takeAny(SplittableRandom random) {
    int at = random.nextInt(count);
    long number = numbers[at];
    bookedMilli -= millis[at];
    count--;
    numbers[at] = numbers[count];
    millis[at] = millis[count];
    return number;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Thousandths of GPUs that they hold. */
  long bookedMilli() {
    return bookedMilli;
  }
}
