package io.wattpack.api.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.batch.DeficitRoundRobin.Offer;
import io.wattpack.core.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeficitRoundRobinTest {
  private static final TenantId A = new TenantId("a");
  private static final TenantId B = new TenantId("b");

  /**
   * Whatever the sizes of the chunks, no tenant with work lags its share by more than a chunk and a
   * quantum.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldShareTokensByWeight(long seed) {
    Random random = new Random(seed);
    int tenants = 2 + random.nextInt(5);
    int[] weights = random.ints(tenants, 1, 5).toArray();
    int costMax = 1 + random.nextInt(16_000);
    long[] served = new long[tenants];
    long[] next = random.longs(tenants, 1, costMax + 1L).toArray();
    DeficitRoundRobin round = new DeficitRoundRobin();

    for (int i = 0; i < 5_000; i++) {
      List<Offer> offers = new ArrayList<>();
      for (int t = 0; t < tenants; t++) {
        offers.add(new Offer(new TenantId("t" + t), weights[t], next[t]));
      }
      int chosen = Integer.parseInt(round.choose(offers).value().substring(1));
      served[chosen] += next[chosen];
      next[chosen] = 1 + random.nextInt(costMax);
    }

    for (int t = 1; t < tenants; t++) {
      double lag = Math.abs((double) served[t] / weights[t] - (double) served[0] / weights[0]);
      assertThat(lag)
          .as("seed %d", seed)
          .isLessThanOrEqualTo(2.0 * costMax + 2 * DeficitRoundRobin.QUANTUM_TOKENS);
    }
  }

  @Test
  void shouldTakeTurnsWhenChunksAreEqual() {
    DeficitRoundRobin round = new DeficitRoundRobin();
    List<Offer> offers = List.of(new Offer(A, 1, 512), new Offer(B, 1, 512));

    List<TenantId> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      order.add(round.choose(offers));
    }
    assertThat(order).containsExactly(A, B, A, B);
  }

  @Test
  void shouldServeAloneWhoeverIsAlone() {
    DeficitRoundRobin round = new DeficitRoundRobin();
    for (int i = 0; i < 10; i++) {
      assertThat(round.choose(List.of(new Offer(A, 1, 2_000_000)))).isEqualTo(A);
    }
  }

  @Test
  void shouldKeepNothingForATenantWithoutWork() {
    DeficitRoundRobin round = new DeficitRoundRobin();
    var big = new Offer(A, 1, 100_000);
    assertThat(round.choose(List.of(big, new Offer(B, 1, 1)))).isEqualTo(B);
    assertThat(round.choose(List.of(new Offer(B, 1, 1)))).isEqualTo(B);

    List<TenantId> order = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      order.add(round.choose(List.of(big, new Offer(B, 1, 1_000))));
    }
    assertThat(order.stream().filter(A::equals).count()).isBetween(1L, 3L);
  }
}
