package io.wattpack.api.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusViewsTest {
  private static final Plan NOTHING =
      new Plan(0, EpochMillis.ZERO, List.of(), List.of(), List.of(), List.of(), List.of());

  @Test
  void shouldShowTheNewestStateOnceThereIsOne() {
    StatusViews views = new StatusViews();
    assertThat(views.find()).isEmpty();
    assertThatThrownBy(views::latest).hasMessageContaining("\nMaybe ask again");

    FleetStatus status = Engine.create().status();
    views.planned(0, NOTHING, Fleet.EMPTY, status);
    views.planned(7, NOTHING, Fleet.EMPTY, status);
    assertThat(views.latest()).isEqualTo(new StatusView(7, Fleet.EMPTY, status));
    assertThat(views.find()).contains(views.latest());
  }
}
