package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.http.Reasons;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.PoolStatus;
import java.util.List;

/** Pools. */
final class PoolsJson {
  private PoolsJson() {}

  static List<ObjectNode> of(FleetStatus status) {
    return status.pools().stream().map(pool -> json(pool, status)).toList();
  }

  private static ObjectNode json(PoolStatus pool, FleetStatus status) {
    ObjectNode json = JsonText.object();
    json.put("id", pool.spec().id().toString());
    json.put("model", pool.spec().id().model().value());
    json.put("tier", pool.spec().id().tier().label());
    json.put("replicas_min", pool.spec().replicasMin());
    json.put("replicas_max", pool.spec().replicasMax());
    json.put("target", pool.target());
    json.put("running", pool.running());
    json.put("ready", pool.ready());
    json.put("paused", pool.paused());
    json.put("lines_waiting", pool.linesWaiting());
    json.put("tokens_waiting", pool.tokensWaiting());
    ArrayNode order = json.putArray("order");
    pool.order().forEach(share -> order.add(share(share)));
    Reason waiting = pool.waiting();
    json.set("waiting", waiting == null ? null : Reasons.forOperator(waiting, status));
    return json;
  }

  private static ObjectNode share(PoolShare share) {
    ObjectNode json =
        JsonText.object().put("job", share.job().value()).put("weight", share.weight());
    ArrayNode sites = json.putArray("sites");
    share.sites().forEach(site -> sites.add(site.value()));
    return json;
  }
}
