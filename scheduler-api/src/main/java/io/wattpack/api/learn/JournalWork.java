package io.wattpack.api.learn;

import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.ReadOnlyStore;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.loop.Recovery;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.learn.FleetSketch;
import io.wattpack.core.learn.WorkloadMix;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.PolicyName;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/**
 * What the journal of a service holds to learn from.
 *
 * @param fleet as it is at the journal's end
 * @param seen arrivals found
 * @param mix of the newest of them
 */
public record JournalWork(Fleet fleet, long seen, WorkloadMix mix) {
  private static final long ENTRIES_MOST = 1_000_000;
  private static final int PERCENT = 100;

  /**
   * Reads the database of a service, running or not, without touching it.
   *
   * @param progress told the percentage read, as it goes
   * @throws IllegalArgumentException when it cannot be read
   */
  public static JournalWork read(Path database, IntConsumer progress) {
    try (ReadOnlyStore store = ReadOnlyStore.open(database)) {
      Journal journal = new Journal(store);
      Engine engine = Engine.create();
      Recovery.run(journal, new Snapshots(store), engine, (snapshot, reason) -> {});
      return read(journal, engine.fleet(), progress);
    }
  }

  /** Whether there are GPUs, and work that asks for some. */
  public boolean isEnough() {
    return FleetSketch.of(fleet).nodes() > 0 && mix.demandMilli() > 0;
  }

  /** Learns from it as the service does, but from nothing and in one go. */
  public TableFile learn(PolicyName policy, long seed, TableLearning.Progress progress) {
    FleetSketch sketch = FleetSketch.of(fleet);
    WorkloadMix blend = mix.withMultiGpu(sketch, WorkloadMix.MULTI_GPU_PERMILLE);
    return TableLearning.run(policy, sketch, blend, seed, progress);
  }

  private static JournalWork read(Journal journal, Fleet fleet, IntConsumer progress) {
    ArrivalWindow window = new ArrivalWindow();
    JournalArrivals arrivals = new JournalArrivals(journal, journal.last(), ENTRIES_MOST);
    long all = Math.max(1, arrivals.left());
    while (arrivals.readPage(fleet, window::add)) {
      progress.accept((int) (PERCENT * (all - arrivals.left()) / all));
    }
    WorkloadMix mix = WorkloadMix.of(window.newest(ArrivalWindow.MAX));
    return new JournalWork(fleet, window.seen(), mix);
  }
}
