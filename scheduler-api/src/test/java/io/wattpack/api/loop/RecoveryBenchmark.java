package io.wattpack.api.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.config.FleetFile;
import io.wattpack.api.config.FleetFileResult;
import io.wattpack.api.journal.ImageCodec;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.Snapshots;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Millijoules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long recovery takes after a busy life of the demo fleet: many tasks come and go, a batch
 * reports its progress. Not part of the tests; run it with {@code mvn -pl scheduler-api -am test
 * -Dtest=RecoveryBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class RecoveryBenchmark {
  private static final int ENTRIES = 100_000;
  private static final JobId BATCH = new JobId("batch_of_all_times");
  private static final ModelId MODEL = new ModelId("all-minilm-l6-v2");

  @TempDir Path folder;
  private int tasks;
  private long lines;

  @Test
  @Timeout(600)
  void recoversOneHundredThousandEntries() throws Exception {
    try (LoopRig rig =
        new LoopRig(folder, VirtualTime.create()).with(StoreOptions.DEFAULT).started()) {
      rig.submit(new FleetApplied(demoFleet(), ManagedBy.FILE));
      rig.submit(job(rig, BATCH, batch(rig)));
      while (rig.journal.last() < ENTRIES) {
        liveOneSecond(rig);
      }
      System.out.printf(
          "%,d entries, %,d of them plans, %.1f MB%n",
          rig.journal.last(), rig.digests.size(), Files.size(rig.file()) / 1e6);
      for (int run = 1; run <= 3; run++) {
        measure(rig, run);
      }
    }
  }

  private void measure(LoopRig rig, int run) {
    long begun = System.nanoTime();
    long read = 0;
    for (List<JournalEntry> page = rig.journal.read(0, 1_000); !page.isEmpty(); ) {
      read += page.size();
      page = rig.journal.read(read, 1_000);
    }
    long between = System.nanoTime();
    Engine engine = Engine.create();
    Recovery.Recovered recovered = Recovery.run(rig.journal, engine);
    long end = System.nanoTime();
    assertThat(recovered.entries()).isEqualTo(read);
    System.out.printf(
        "run %d: recovery %.2f s, of which reading and checking alone %.2f s%n",
        run, (end - between) / 1e9, (between - begun) / 1e9);
    measureSnapshot(rig, run, engine);
  }

  private static void measureSnapshot(LoopRig rig, int run, Engine whole) {
    long begun = System.nanoTime();
    Engine engine = Engine.create();
    Recovery.Recovered recovered =
        Recovery.run(
            rig.journal,
            new Snapshots(rig.store()),
            engine,
            (sequence, why) -> System.out.printf("skipped %d: %s%n", sequence, why));
    long end = System.nanoTime();
    assertThat(recovered.snapshot()).isPositive();
    Engine fork = whole.fork();
    long forked = System.nanoTime();
    byte[] body = new ImageCodec().write(fork.image());
    long written = System.nanoTime();
    System.out.printf(
        "run %d: from the snapshot at entry %,d %.3f s; fork %.1f ms, image %.1f ms, %,d bytes%n",
        run,
        recovered.snapshot(),
        (end - begun) / 1e9,
        (forked - end) / 1e6,
        (written - forked) / 1e6,
        body.length);
  }

  private void liveOneSecond(LoopRig rig) {
    for (int i = 0; i < 3; i++) {
      submit(rig, job(rig, new JobId("job_" + tasks++), task()));
    }
    List<ReplicaStatus> ready = rig.replicas(ReplicaState.READY);
    for (int i = 0; i < 30 && !ready.isEmpty(); i++) {
      ReplicaStatus replica = ready.get(i % ready.size());
      if (replica.owner() instanceof PoolId) {
        lines++;
        submit(rig, new BatchProgressed(BATCH, replica.id(), lines, lines, new Millijoules(lines)));
      }
    }
    rig.after(1_000);
  }

  private static void submit(LoopRig rig, Event event) {
    var unused = rig.loop.submit(event);
  }

  private static Fleet demoFleet() throws Exception {
    Path file = Path.of("deploy/examples/demo-fleet.yaml");
    FleetFileResult read = FleetFile.read(Files.exists(file) ? file : Path.of("..").resolve(file));
    return ((FleetFileResult.Valid) read).fleet();
  }

  private static Event job(LoopRig rig, JobId id, JobWork work) {
    return new JobSubmitted(
        new Job(
            id,
            new TenantId("customer-a"),
            ServiceTier.STANDARD,
            work,
            new EpochMillis(rig.time.millis())));
  }

  private static JobWork batch(LoopRig rig) {
    EpochMillis deadline = new EpochMillis(rig.time.millis()).plusMillis(86_400_000L * 30);
    return new BatchWork(MODEL, 100_000_000, 100_000_000, 1_000_000, deadline, List.of());
  }

  private static JobWork task() {
    return new TaskWork(1, GpuShare.WHOLE, new Mebibytes(1_000), List.of(), 20_000);
  }
}
