package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.units.EpochMillis;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of every list of the operator's API: data, and how old it is. */
final class Lists {
  private Lists() {}

  static ObjectNode of(StatusView picture, List<? extends JsonNode> items) {
    ObjectNode list = JsonText.object();
    ArrayNode data = list.putArray("data");
    items.forEach(data::add);
    list.put("as_of", time(picture.status().at()));
    list.put("plan_sequence", picture.sequence());
    return list;
  }

  static String time(EpochMillis at) {
    return Instant.ofEpochMilli(at.value()).toString();
  }

  static @Nullable String timeOrNull(@Nullable EpochMillis at) {
    return at == null ? null : time(at);
  }
}
