package io.wattpack.core.sim.synthetic;

import io.wattpack.core.learn.WorkloadMix;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up arrivals: shares of GPUs, one, two, four and eight whole ones, hardware slices and small
 * gangs, with cores and memory; some only on certain models.
 */
public final class SyntheticWork {
  private static final List<SyntheticTask> ARRIVALS =
      List.of(
          SyntheticTask.share(50, 100, 2, 2, 8),
          SyntheticTask.share(70, 250, 4, 4, 16),
          SyntheticTask.share(40, 250, 6, 8, 32).on(SyntheticHardware.L4, SyntheticHardware.L40S),
          SyntheticTask.share(80, 500, 10, 6, 32),
          SyntheticTask.share(30, 500, 24, 12, 64),
          SyntheticTask.share(30, 750, 16, 8, 48),
          SyntheticTask.whole(80, 1, 16, 8, 32),
          SyntheticTask.whole(90, 1, 40, 12, 96),
          SyntheticTask.whole(90, 1, 70, 16, 160),
          SyntheticTask.whole(30, 1, 120, 20, 240),
          SyntheticTask.whole(30, 1, 20, 24, 64).on(SyntheticHardware.L4),
          SyntheticTask.whole(40, 1, 40, 16, 96).on(SyntheticHardware.L40S),
          SyntheticTask.whole(40, 1, 70, 24, 128).on(SyntheticHardware.A100),
          SyntheticTask.whole(40, 2, 40, 24, 192),
          SyntheticTask.whole(40, 2, 70, 32, 256).linked(),
          SyntheticTask.whole(20, 2, 40, 32, 192).on(SyntheticHardware.L40S),
          SyntheticTask.whole(20, 4, 40, 48, 512),
          SyntheticTask.whole(40, 4, 70, 64, 512).linked(),
          SyntheticTask.whole(15, 4, 120, 64, 1024).linked().on(SyntheticHardware.H200),
          SyntheticTask.whole(50, 8, 70, 96, 1024).linked(),
          SyntheticTask.whole(15, 8, 70, 160, 1024).linked().on(SyntheticHardware.H100),
          SyntheticTask.whole(10, 8, 150, 160, 2048).linked().on(SyntheticHardware.B200),
          SyntheticTask.slice(15, "1g.10gb", 142, 4, 16),
          SyntheticTask.slice(10, "2g.20gb", 285, 6, 32),
          SyntheticTask.slice(10, "3g.40gb", 428, 8, 48),
          SyntheticTask.slice(5, "3g.71gb", 428, 12, 64),
          SyntheticTask.whole(5, 8, 70, 96, 1024).linked().gang(2, 0),
          SyntheticTask.whole(5, 4, 40, 48, 256).gang(3, 1));

  /** More than any node has, of one thing after the other. */
  private static final List<SyntheticTask> IMPOSSIBLE =
      List.of(
          SyntheticTask.whole(1, 16, 70, 64, 512),
          SyntheticTask.whole(1, 8, 70, 512, 512),
          SyntheticTask.share(1, 500, 400, 4, 16),
          SyntheticTask.whole(1, 8, 20, 32, 64).on(SyntheticHardware.L4));

  /** What an empty fleet takes, but one that arrivals of it have filled does not. */
  private static final List<SyntheticTask> CROWDED =
      List.of(
          SyntheticTask.whole(1, 8, 150, 192, 3072).linked().on(SyntheticHardware.B200),
          SyntheticTask.whole(1, 4, 20, 80, 320).on(SyntheticHardware.L4));

  private final SplittableRandom random;
  private final int total;

  public SyntheticWork(SplittableRandom random) {
    this.random = random;
    total = ARRIVALS.stream().mapToInt(SyntheticTask::weight).sum();
  }

  /** What learning sees of the arrivals. */
  public static WorkloadMix mix() {
    WorkloadMix.Counter counter = new WorkloadMix.Counter();
    ARRIVALS.forEach(task -> counter.add(task.shape(), task.weight() * task.members()));
    return counter.mix();
  }

  public SyntheticTask next() {
    int left = random.nextInt(total);
    int at = 0;
    while (left >= ARRIVALS.get(at).weight()) {
      left -= ARRIVALS.get(at).weight();
      at++;
    }
    return ARRIVALS.get(at);
  }

  /** Asks to be refused, in turn; the crowded ones are placed while there is room. */
  public static SyntheticTask hopeless(int turn) {
    List<SyntheticTask> kind = turn % 2 == 0 ? IMPOSSIBLE : CROWDED;
    return kind.get(turn / 2 % kind.size());
  }
}
