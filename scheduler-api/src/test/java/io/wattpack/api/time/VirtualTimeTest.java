package io.wattpack.api.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<String> ran = new ArrayList<>();

  private Runnable task(String name) {
    return () -> ran.add(name);
  }

  @Test
  void shouldRunInOrderOfTimesAndLetTimePassOnlyWhenTold() {
    VirtualTime time = VirtualTime.startingAt(START);
    time.after(Duration.ofSeconds(2), task("two"));
    time.after(Duration.ofSeconds(1), task("one"));
    time.execute(task("now"));
    time.after(Duration.ofSeconds(3), task("three"));
    assertThat(ran).isEmpty();
    time.advance(Duration.ofSeconds(2));
    assertThat(ran).containsExactly("now", "one", "two");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void shouldRunWhatTasksScheduleAtTheirTime() {
    VirtualTime time = VirtualTime.startingAt(START);
    time.after(
        Duration.ofSeconds(1),
        () -> time.after(Duration.ofSeconds(1), () -> ran.add(time.instant().toString())));
    time.advance(Duration.ofSeconds(10));
    assertThat(ran).containsExactly("2026-01-01T00:00:02Z");
  }

  @Test
  void shouldNotRunWhatWasCancelled() {
    VirtualTime time = VirtualTime.create();
    Timer.Cancellable pending = time.after(Duration.ofSeconds(1), task("late"));
    pending.cancel();
    time.advance(Duration.ofSeconds(10));
    assertThat(ran).isEmpty();
  }

  @Test
  void shouldShuffleExecutorsButKeepEachOneInOrder() {
    List<List<String>> orders = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      assertThat(shuffled(seed)).as("seed %d, again", seed).isEqualTo(shuffled(seed));
      List<String> order = shuffled(seed);
      assertThat(order.stream().filter(name -> name.startsWith("a")))
          .containsExactly("a1", "a2", "a3");
      assertThat(order.stream().filter(name -> name.startsWith("b")))
          .containsExactly("b1", "b2", "b3");
      orders.add(order);
    }
    assertThat(orders.stream().distinct().count()).isGreaterThan(5);
  }

  private List<String> shuffled(long seed) {
    ran.clear();
    VirtualTime time = VirtualTime.shuffled(START, seed);
    Executor a = time.process().executor();
    Executor b = time.process().executor();
    for (int i = 1; i <= 3; i++) {
      a.execute(task("a" + i));
      b.execute(task("b" + i));
    }
    time.runDue();
    return List.copyOf(ran);
  }

  @Test
  void shouldRunNothingOfAKilledProcess() {
    VirtualTime time = VirtualTime.create();
    VirtualTime.Process killed = time.process();
    killed.executor().execute(task("task"));
    killed.timer().after(Duration.ofSeconds(1), task("timer"));
    time.process().executor().execute(task("other"));
    killed.kill();
    killed.executor().execute(task("afterwards"));
    time.advance(Duration.ofSeconds(10));
    assertThat(ran).containsExactly("other");
  }

  @Test
  void shouldStopAsSoonAsTheConditionHolds() {
    VirtualTime time = VirtualTime.startingAt(START);
    time.after(Duration.ofSeconds(3), task("three"));
    time.after(Duration.ofSeconds(4), task("four"));
    assertThat(time.runUntil(Duration.ofSeconds(10), () -> ran.size() == 1)).isTrue();
    assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
    assertThat(time.runUntil(Duration.ofSeconds(10), () -> ran.size() == 3)).isFalse();
    assertThat(time.instant()).isEqualTo(START.plusSeconds(13));
  }

  @Test
  void shouldRunOnARealExecutorAfterTheDelayAndNotWhenCancelled() throws InterruptedException {
    LinkedBlockingQueue<String> fired = new LinkedBlockingQueue<>();
    try (ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor()) {
      Timer timer = new ScheduledTimer(executor);
      long begun = System.nanoTime();
      timer.after(Duration.ofMillis(20), () -> fired.add("cancelled")).cancel();
      timer.after(Duration.ofMillis(30), () -> fired.add("ran"));
      assertThat(fired.poll(10, TimeUnit.SECONDS)).isEqualTo("ran");
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(30_000_000);
    }
  }
}
