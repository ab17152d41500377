package io.wattpack.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.journal.Journal;
import io.wattpack.api.journal.JournalSchema;
import io.wattpack.api.journal.SqliteStore;
import io.wattpack.api.journal.StoreOptions;
import io.wattpack.api.time.VirtualTime;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.units.EpochMillis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFeedTest {
  private static final int LAG_MAX = 600;

  @TempDir Path folder;
  private final VirtualTime time = VirtualTime.create();
  private SqliteStore store;
  private Journal journal;
  private EventFeed feed;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(
            folder.resolve("wattpack.db"),
            JournalSchema.MIGRATIONS,
            time,
            StoreOptions.DEFAULT.withMaxPages(10_000));
    journal = new Journal(store);
    feed = new EventFeed(journal, time.process().executor(), time, LAG_MAX);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static final class Reader implements FeedListener {
    final List<FeedEvent> events = new ArrayList<>();
    final List<String> ends = new ArrayList<>();

    @Override
    public void event(FeedEvent event) {
      events.add(event);
    }

    @Override
    public void ended(String reason) {
      ends.add(reason);
    }

    List<Long> numbers() {
      return events.stream().map(FeedEvent::seq).toList();
    }
  }

  private void append(int inputs) {
    journal.appendInputs(
        LongStream.rangeClosed(1, inputs)
            .mapToObj(
                i -> new Journal.Arrival(new EpochMillis(i), new ReplicaReady(new ReplicaId(i))))
            .toList());
    time.runDue();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void shouldReplayWhatIsThereAndThenFollowWithoutAGap() {
    append(1_000);
    Reader reader = new Reader();
    feed.subscribe(10, reader).request(Long.MAX_VALUE);
    append(700);
    append(3);
    assertThat(reader.numbers()).isEqualTo(numbers(11, 1_703));
    assertThat(reader.events.getFirst().type()).isEqualTo("input.replica-ready");
    assertThat(reader.events.getFirst().kind()).isEqualTo("input");
    assertThat(reader.events.getFirst().body())
        .isEqualTo("{\"type\":\"replica-ready\",\"replica\":\"r-11\"}");
  }

  @Test
  void shouldSendNoMoreThanAskedFor() {
    append(5);
    Reader reader = new Reader();
    FeedSubscription subscription = feed.subscribe(0, reader);
    time.runDue();
    assertThat(reader.events).isEmpty();
    subscription.request(2);
    time.runDue();
    assertThat(reader.numbers()).containsExactly(1L, 2L);
    subscription.request(1);
    subscription.request(1);
    time.runDue();
    assertThat(reader.numbers()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void shouldCutAReaderThatFallsBehindAndSayWhereToGoOn() {
    append(5);
    Reader slow = new Reader();
    Reader quick = new Reader();
    feed.subscribe(0, slow).request(7);
    feed.subscribe(0, quick).request(Long.MAX_VALUE);
    time.runDue();
    append(LAG_MAX);
    assertThat(slow.ends).isEmpty();
    append(10);
    assertThat(slow.events.getLast().type()).isEqualTo(FeedEvent.CUT);
    assertThat(slow.events.getLast().seq()).isEqualTo(7);
    assertThat(slow.events.getLast().body()).contains("\"after\":7", "reader_too_slow");
    assertThat(slow.ends).hasSize(1);
    assertThat(quick.numbers()).isEqualTo(numbers(1, 15 + LAG_MAX));
  }

  @Test
  void shouldLetAReaderOfOldEntriesTakeItsTime() {
    append(LAG_MAX * 2);
    Reader reader = new Reader();
    FeedSubscription subscription = feed.subscribe(0, reader);
    for (int i = 0; i < LAG_MAX * 2; i++) {
      subscription.request(1);
      time.runDue();
    }
    assertThat(reader.numbers()).isEqualTo(numbers(1, LAG_MAX * 2));
    assertThat(reader.ends).isEmpty();
  }

  @Test
  void shouldSendNothingAfterCancel() {
    Reader reader = new Reader();
    FeedSubscription subscription = feed.subscribe(0, reader);
    subscription.request(100);
    append(1);
    subscription.cancel();
    append(1);
    feed.close();
    time.runDue();
    assertThat(reader.numbers()).containsExactly(1L);
    assertThat(reader.ends).isEmpty();
  }

  @Test
  void shouldEndAllReadersWhenClosed() {
    Reader reader = new Reader();
    feed.subscribe(0, reader).request(1);
    time.runDue();
    feed.close();
    time.runDue();
    Reader late = new Reader();
    feed.subscribe(0, late);
    time.runDue();
    assertThat(reader.ends).hasSize(1);
    assertThat(late.ends).hasSize(1);
  }
}
