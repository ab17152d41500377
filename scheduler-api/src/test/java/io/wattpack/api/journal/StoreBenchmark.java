package io.wattpack.api.journal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Durable inserts per second: each producer has one write under way. Not part of the tests; run it
 * with {@code mvn -pl scheduler-api -am test -Dtest=StoreBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}. Set {@code -Dwattpack.bench.dir} to measure another
 * disk than that of the temporary folder.
 */
class StoreBenchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration MEASURED = Duration.ofSeconds(5);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 128, 512})
  void insertsPerSecond(int producers) throws Exception {
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try (SqliteStore store =
        SqliteStore.open(
            directory().resolve("bench-" + producers).resolve("bench.db"),
            JournalSchema.MIGRATIONS,
            writer,
            StoreOptions.DEFAULT)) {
      measure(store, producers, WARM_UP);
      double perSecond = measure(store, producers, MEASURED);
      System.out.printf("%4d producers: %,.0f durable inserts/s%n", producers, perSecond);
      assertThat(perSecond).isPositive();
    } finally {
      writer.shutdown();
      assertThat(writer.awaitTermination(10, SECONDS)).isTrue();
    }
  }

  private Path directory() {
    String other = System.getProperty("wattpack.bench.dir");
    return other == null ? folder : Path.of(other);
  }

  private static final AtomicLong SEQ = new AtomicLong();

  private static double measure(Store store, int producers, Duration duration) throws Exception {
    Semaphore free = new Semaphore(producers);
    AtomicLong done = new AtomicLong();
    long begun = System.nanoTime();
    long end = begun + duration.toNanos();
    while (System.nanoTime() < end) {
      free.acquire();
      var unused =
          insert(store)
              .whenComplete(
                  (ok, failure) -> {
                    done.incrementAndGet();
                    free.release();
                  });
    }
    free.acquire(producers);
    return done.get() * 1e9 / (System.nanoTime() - begun);
  }

  private static CompletableFuture<Integer> insert(Store store) {
    long seq = SEQ.incrementAndGet();
    return store.write(
        CommitPoint.INPUT,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO journal VALUES (?, 1, 1, 'INPUT', ?, 1)")) {
            insert.setLong(1, seq);
            insert.setString(2, "{\"type\":\"replica-ready\",\"replica\":\"r-11\"}");
            return insert.executeUpdate();
          }
        });
  }
}
