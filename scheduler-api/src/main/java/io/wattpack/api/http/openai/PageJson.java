package io.wattpack.api.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.batch.ListQuery;
import io.wattpack.api.batch.Page;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Fields;
import io.wattpack.api.http.JsonText;
import java.util.function.Function;

/** Lists on the wire: {@code after} is exclusive, {@code has_more} always there. */
final class PageJson {
  private PageJson() {}

  static ListQuery query(Call call) {
    int limit = call.queryInteger("limit", 1, ListQuery.LIMIT_MAX, ListQuery.LIMIT_DEFAULT);
    String order = call.query("order").orElse("desc");
    if (!order.equals("desc") && !order.equals("asc")) {
      throw Fields.invalid("order", "'order' must be asc or desc, but was '%s'.".formatted(order));
    }
    return new ListQuery(limit, call.query("after").orElse(null), order.equals("desc"));
  }

  static <T> JsonNode of(Page<T> page, Function<T, JsonNode> json) {
    ObjectNode list = JsonText.object();
    list.put("object", "list");
    ArrayNode data = list.putArray("data");
    page.data().forEach(item -> data.add(json.apply(item)));
    list.set("first_id", data.path(0).get("id"));
    list.set("last_id", data.path(data.size() - 1).get("id"));
    list.put("has_more", page.hasMore());
    return list;
  }
}
