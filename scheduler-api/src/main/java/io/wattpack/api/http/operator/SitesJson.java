package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.Site;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.GpuContainerStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.state.NodeStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;

/** Sites, each with the sums of what is at it. */
final class SitesJson {
  private SitesJson() {}

  static List<ObjectNode> of(StatusView picture) {
    List<ObjectNode> sites = new ArrayList<>();
    for (Site site : picture.fleet().sites()) {
      sites.add(json(site, picture.status()));
    }
    return sites;
  }

  private static ObjectNode json(Site site, FleetStatus status) {
    ObjectNode json = JsonText.object();
    json.put("id", site.id().value());
    json.put("name", site.name());
    json.put("kind", site.kind().label());
    json.put("price_zone", site.priceZone());
    json.put("jurisdiction", site.jurisdiction());
    power(json, site.id(), status);
    hardware(json, site.id(), status);
    replicas(json, site.id(), status);
    boxes(json, site.id(), status);
    return json;
  }

  private static void power(ObjectNode json, SiteId site, FleetStatus status) {
    long breach = 0;
    boolean isLimited = false;
    for (DomainStatus domain : status.domains()) {
      if (!domain.domain().site().equals(site)) {
        continue;
      }
      breach = Math.max(breach, domain.breach().value());
      isLimited |= domain.operatorLimit() != null;
      if (domain.domain().parent() == null) {
        json.put("mean_24h_millicelsius", domain.meanMilliCelsius());
        json.put("present_millicelsius", domain.outsideMilliCelsius());
        json.put("binding_limit", domain.binding().label());
        json.put("cap_watts", domain.cap().value());
        json.put("ceiling_watts", domain.ceiling().value());
        json.put("headroom_watts", domain.headroom().value());
        json.put("stranded_watts", domain.strandedWatts().value());
        json.put("stranded_gpus", domain.strandedGpus());
      }
    }
    json.put("breach_watts", breach);
    json.put("state", breach > 0 ? "in_breach" : isLimited ? "limited" : "ok");
  }

  private static void hardware(ObjectNode json, SiteId site, FleetStatus status) {
    int gpus = 0;
    int booked = 0;
    int gone = 0;
    for (NodeStatus node : status.nodes()) {
      if (node.site().equals(site)) {
        gpus += node.gpus();
        booked += node.gpusBooked();
        gone += node.isReady() ? 0 : 1;
      }
    }
    long mining = 0;
    for (MinerStatus miner : status.miners()) {
      if (miner.site().equals(site)) {
        mining += miner.wattsDrawn().value();
      }
    }
    json.put("closure", closure(site, status).label());
    json.put("gpus", gpus).put("gpus_booked", booked).put("nodes_gone", gone);
    json.put("miners_on_watts", mining);
  }

  private static void boxes(ObjectNode json, SiteId site, FleetStatus status) {
    long it = 0;
    long cooling = 0;
    ArrayNode boxes = json.putArray("gpu_containers");
    for (GpuContainerStatus box : status.gpuContainers()) {
      if (box.site().equals(site)) {
        it += box.itWatts().value();
        cooling += box.coolingWatts().value();
        boxes.add(json(box));
      }
    }
    json.put("it_watts", it).put("cooling_watts", cooling);
  }

  private static ObjectNode json(GpuContainerStatus box) {
    Watts capacity = box.heatCapacity();
    ObjectNode json = JsonText.object();
    json.put("id", box.gpuContainer().id().value());
    json.put("power_domain", box.gpuContainer().powerDomain().value());
    json.put("it_watts", box.itWatts().value());
    json.put("cooling_watts", box.coolingWatts().value());
    json.put("pue_permille", box.puePermille());
    json.put("heat_capacity_watts", capacity == null ? null : (Long) capacity.value());
    return json;
  }

  private static Closure closure(SiteId site, FleetStatus status) {
    for (PlaceClosed closed : status.placement().closures()) {
      if (closed.place().equals(site)) {
        return closed.closure();
      }
    }
    return Closure.OPEN;
  }

  private static void replicas(ObjectNode json, SiteId site, FleetStatus status) {
    int all = 0;
    int ready = 0;
    int paused = 0;
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.site().equals(site)) {
        all++;
        ready += replica.state() == ReplicaState.READY ? 1 : 0;
        paused += replica.state() == ReplicaState.PAUSED ? 1 : 0;
      }
    }
    json.put("replicas_ready", ready).put("replicas_paused", paused).put("replicas", all);
  }
}
