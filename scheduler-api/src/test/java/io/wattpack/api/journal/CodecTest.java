package io.wattpack.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.units.Watts;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private final EventCodec events = new EventCodec();
  private final PlanCodec plans = new PlanCodec();

  @Test
  void shouldHaveOneNameForEveryKindOfEventDecisionAndWork() {
    assertNames(Event.class, CoreJson.EVENTS);
    assertNames(Decision.class, CoreJson.DECISIONS);
    assertNames(JobWork.class, CoreJson.WORKS);
  }

  private static void assertNames(Class<?> sealed, Map<? extends Class<?>, String> names) {
    assertThat(names.keySet()).isEqualTo(new HashSet<>(RandomRecords.kindsOf(sealed)));
    assertThat(names.values())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
  }

  @Property(tries = 100)
  void shouldReadBackEveryKindOfEvent(@ForAll long seed) {
    RandomRecords random = new RandomRecords(new Random(seed));
    for (Class<?> kind : RandomRecords.kindsOf(Event.class)) {
      Event event = (Event) random.next(kind);
      assertThat(events.read(events.write(event))).isEqualTo(event);
      assertThat(events.typeOf(events.write(event))).isEqualTo(CoreJson.EVENTS.get(kind));
    }
  }

  @Property(tries = 300)
  void shouldReadBackEveryPlan(@ForAll long seed) {
    Plan plan = new RandomRecords(new Random(seed)).next(Plan.class);
    assertThat(plans.read(plans.write(plan))).isEqualTo(plan);
  }

  @Test
  void shouldWriteQuantitiesAsNumbersAndIdsAsText() {
    Event event = new LimitChanged(new PowerDomainId("tx-1"), Watts.of(5000), null);
    assertThat(events.write(event))
        .isEqualTo(
            "{\"type\":\"limit-changed\",\"domain\":\"tx-1\",\"limit\":5000,\"until\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"type\":\"limit-changed\"}",
        "{\"type\":\"limit-changed\",\"domain\":null,\"limit\":1,\"until\":null}",
        "{\"type\":\"limit-changed\",\"domain\":\"d\",\"until\":null}",
        "{\"type\":\"limit-changed\",\"domain\":\"d\",\"limit\":-1,\"until\":null}",
        "{\"type\":\"limit-changed\",\"domain\":\"d\",\"limit\":1.5,\"until\":null}",
        "{\"type\":\"limit-changed\",\"domain\":\"d\",\"limit\":\"1\",\"until\":null}",
        "{\"type\":\"limit-changed\",\"domain\":\"d\",\"limit\":1,\"until\":null,\"more\":1}",
        "{\"type\":\"limit-changed\",\"domain\":\"d\",\"limit\":1,\"until\":null,\"limit\":2}",
        "{\"type\":\"limit-changed\",\"domain\":\"d\",\"limit\":1,\"until\":null} x",
        "{\"type\":\"limit-raised\",\"domain\":\"d\",\"limit\":1,\"until\":null}",
        "{\"type\":\"job-submitted\",\"job\":null}",
        "{\"type\":\"replica-ready\",\"replica\":\"17\"}",
        "{\"type\":\"replica-stopped\",\"replica\":\"r-17\",\"cause\":0}",
      })
  void shouldRefuseWhatItDidNotWrite(String json) {
    assertThatThrownBy(() -> events.read(json)).isInstanceOf(IllegalArgumentException.class);
  }
}
