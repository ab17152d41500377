package io.wattpack.api.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.EntryKind;
import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.api.journal.JournalSchema;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.units.EpochMillis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  /** A life with everything in it: fleet edits, batches, tasks, limits up and down. */
  private static List<Supplier<Event>> life(VirtualTime time, Random random) {
    List<Supplier<Event>> life = new ArrayList<>();
    life.add(() -> SmallWorld.applied("north"));
    life.add(() -> SmallWorld.applied("north", "south"));
    for (int i = 0; i < 25; i++) {
      int id = i;
      life.add(
          switch (random.nextInt(4)) {
            case 0 -> () -> SmallWorld.batch("batch_" + id, time);
            case 1 -> () -> SmallWorld.task("job_" + id, 1 + random.nextInt(60_000), time);
            case 2 ->
                () ->
                    SmallWorld.limit(
                        random.nextBoolean() ? "north" : "south", random.nextInt(3_000));
            default -> () -> SmallWorld.limitTaken(random.nextBoolean() ? "north" : "south");
          });
    }
    return life;
  }

  private static void live(LoopRig rig, Random random) {
    for (Supplier<Event> event : life(rig.time, random)) {
      var unused = rig.loop.submit(event.get());
      rig.after(random.nextInt(8_000));
    }
    rig.after(120_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldComeBackToTheStateThatLivedAtEveryPlan(long seed) {
    try (LoopRig rig = new LoopRig(folder, VirtualTime.shuffled(START, seed)).started()) {
      live(rig, new Random(seed));
      assertThat(rig.digests.size()).as("plans, seed %d", seed).isGreaterThan(10);
      for (long end = 1; end <= rig.journal.last(); end++) {
        long seq = end;
        Long lived = rig.digests.get(seq);
        if (lived != null) {
          assertThat(recovered(rig.entries().subList(0, (int) seq)).digest())
              .as("seed %d, entry %d", seed, seq)
              .isEqualTo(lived);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldDecideTheSameFromEveryEntryOn(long seed) {
    try (LoopRig rig = new LoopRig(folder, VirtualTime.shuffled(START, seed)).started()) {
      live(rig, new Random(seed));
      List<JournalEntry> entries = rig.entries();
      for (int cut = 0; cut < entries.size(); cut += 1 + entries.size() / 40) {
        Engine engine = recovered(entries.subList(0, cut));
        assertThat(decideAgain(engine, entries, cut))
            .as("seed %d, from entry %d", seed, cut)
            .isEqualTo(plans(entries.subList(cut, entries.size())));
      }
    }
  }

  private static List<Plan> plans(List<JournalEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind() == EntryKind.PLAN)
        .map(JournalEntry::plan)
        .toList();
  }

  private static List<Plan> decideAgain(Engine engine, List<JournalEntry> entries, int cut) {
    List<Input> unseen = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    long seen = lastInputSeen(entries.subList(0, cut));
    for (JournalEntry entry : entries) {
      if (entry.kind() == EntryKind.INPUT && entry.seq() > seen) {
        unseen.add(entry.input());
      } else if (entry.kind() == EntryKind.PLAN && entry.seq() > cut) {
        Plan recorded = entry.plan();
        List<Input> inputs =
            unseen.stream().filter(input -> input.seq() <= recorded.lastInput()).toList();
        unseen.removeAll(inputs);
        StepResult result = engine.step(new StepInput(recorded.at(), inputs));
        plans.add(result.plan());
      }
    }
    return plans;
  }

  private static long lastInputSeen(List<JournalEntry> entries) {
    return plans(entries).stream().mapToLong(Plan::lastInput).max().orElse(0);
  }

  /** A journal that holds just these entries. */
  private record EntryList(List<JournalEntry> entries) implements JournalReader {
    @Override
    public List<JournalEntry> read(long after, int max) {
      return entries.stream().skip(after).limit(max).toList();
    }

    @Override
    public long last() {
      return entries.size();
    }

    @Override
    public void watch(LongConsumer watcher) {}
  }

  /** An engine recovered from just these entries. */
  private static Engine recovered(List<JournalEntry> entries) {
    Engine engine = Engine.create();
    Recovery.run(new EntryList(entries), engine);
    return engine;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldFinishWhatItAcknowledgedHoweverOftenItDies(long seed) {
    VirtualTime time = VirtualTime.shuffled(START, seed);
    Random random = new Random(seed);
    try (LoopRig rig = new LoopRig(folder, time).start()) {
      List<Supplier<Event>> life = life(time, random);
      List<CompletableFuture<Long>> accepted = new ArrayList<>();
      for (Supplier<Event> event : life) {
        accepted.add(rig.loop.submit(event.get()));
        int tasks = random.nextInt(60);
        for (int i = 0; i < tasks; i++) {
          time.runNext();
        }
        if (random.nextInt(3) == 0) {
          rig.kill();
          rig.start();
        }
      }
      rig.after(10_000);
      var north = rig.loop.submit(SmallWorld.limitTaken("north"));
      var south = rig.loop.submit(SmallWorld.limitTaken("south"));
      var fleet = rig.loop.submit(SmallWorld.applied("north", "south"));
      var batch = rig.loop.submit(SmallWorld.batch("batch_last", time));
      rig.time.runDue();
      assertThat(List.of(north, south, fleet, batch)).allMatch(CompletableFuture::isDone);
      assertThat(
              rig.within(
                  900_000, () -> rig.status != null && !rig.replicas(ReplicaState.READY).isEmpty()))
          .as("seed %d", seed)
          .isTrue();
      List<JournalEntry> entries = rig.entries();
      accepted.stream()
          .filter(CompletableFuture::isDone)
          .forEach(
              seq ->
                  assertThat(entries.get((int) (seq.join() - 1)).kind())
                      .as("seed %d", seed)
                      .isEqualTo(EntryKind.INPUT));
      assertThat(rig.failures).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void shouldLeaveInputsThatNoPlanHasSeenForTheNextStep() throws SQLException {
    try (LoopRig rig = new LoopRig(folder, VirtualTime.create()).started()) {
      rig.submit(SmallWorld.applied("north"));
      rig.after(10_000);
      long batch = rig.submit(SmallWorld.batch("batch_1", rig.time));
      rig.kill();
      try (var other = DriverManager.getConnection("jdbc:sqlite:" + rig.file());
          var delete = other.createStatement()) {
        delete.executeUpdate("DELETE FROM journal WHERE seq > " + batch);
      }
      rig.started();
      assertThat(rig.within(60_000, () -> !rig.replicas(ReplicaState.READY).isEmpty())).isTrue();
    }
  }

  /** An input may reach the disk while the plan is still on its way there. */
  @Test
  void shouldHoldAnInputThatThePlanBehindItHasNotSeen() {
    VirtualTime time = VirtualTime.create();
    EpochMillis at = new EpochMillis(START.toEpochMilli());
    try (SqliteStore store =
        SqliteStore.open(
            folder.resolve("wattpack.db"),
            JournalSchema.MIGRATIONS,
            Runnable::run,
            StoreOptions.DEFAULT.withMaxPages(1_000))) {
      Journal journal = new Journal(store);
      Event task = SmallWorld.task("job_1", 60_000, time);
      List<Input> seen = append(journal, at, SmallWorld.applied("north"), task);
      Engine lived = Engine.create();
      Plan plan = lived.step(new StepInput(at, seen)).plan();
      List<Input> late = append(journal, at, new JobCancelled(new JobId("job_1")));
      journal.appendPlan(plan).join();

      Engine recovered = Engine.create();
      List<Input> unseen = Recovery.run(journal, recovered).unseen();

      assertThat(unseen).isEqualTo(late);
      assertThat(recovered.digest()).isEqualTo(lived.digest());
    }
  }

  private static List<Input> append(Journal journal, EpochMillis at, Event... events) {
    return journal
        .appendInputs(Stream.of(events).map(event -> new Journal.Arrival(at, event)).toList())
        .join();
  }

  @Test
  void shouldStartFromNothing() {
    assertThat(Files.exists(folder.resolve("wattpack.db"))).isFalse();
    SqliteStore store =
        SqliteStore.open(
            folder.resolve("wattpack.db"),
            JournalSchema.MIGRATIONS,
            Runnable::run,
            StoreOptions.DEFAULT.withMaxPages(1_000));
    try (store) {
      Recovery.Recovered recovered = Recovery.run(new Journal(store), Engine.create());
      assertThat(recovered).isEqualTo(new Recovery.Recovered(List.of(), EpochMillis.ZERO, 0, 0));
    }
  }
}
