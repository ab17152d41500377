package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.view.Staleness;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.FutureStep;
import io.wattpack.core.state.MeterStatus;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The power domains in the order of the tree, parents first, each with its depth below the
 * interconnect.
 */
final class PowerTree {
  private final Map<PowerDomainId, List<DomainStatus>> children = new LinkedHashMap<>();
  private final List<Branch> branches = new ArrayList<>();

  /** A domain, and how many are above it. */
  record Branch(DomainStatus domain, int depth) {}

  private PowerTree() {}

  static PowerTree of(FleetStatus status) {
    PowerTree tree = new PowerTree();
    List<DomainStatus> roots = new ArrayList<>();
    for (DomainStatus domain : status.domains()) {
      PowerDomainId parent = domain.domain().parent();
      List<DomainStatus> siblings =
          parent == null
              ? roots
              : tree.children.computeIfAbsent(parent, unused -> new ArrayList<>());
      siblings.add(domain);
    }
    roots.forEach(root -> tree.add(root, 0));
    return tree;
  }

  List<Branch> branches() {
    return branches;
  }

  Optional<Branch> find(String id) {
    return branches.stream()
        .filter(branch -> branch.domain().domain().id().value().equals(id))
        .findFirst();
  }

  private void add(DomainStatus domain, int depth) {
    branches.add(new Branch(domain, depth));
    for (DomainStatus child : children.getOrDefault(domain.domain().id(), List.of())) {
      add(child, depth + 1);
    }
  }

  static ObjectNode json(Branch branch, CapSavings savings, Staleness staleness) {
    DomainStatus status = branch.domain();
    PowerDomain domain = status.domain();
    ObjectNode json = JsonText.object();
    json.put("id", domain.id().value());
    json.put("site", domain.site().value());
    json.put("parent", domain.parent() == null ? null : domain.parent().value());
    json.put("kind", domain.kind().label());
    json.put("depth", branch.depth());
    json.put("rating_watts", domain.rating().value());
    json.put("continuous_permille", domain.continuousPermille());
    json.put("reserve_watts", domain.reserve().value());
    json.put("base_watts", domain.base().value());
    json.put("parallel_units", domain.parallelUnits());
    json.put("transformer_cooling", domain.cooling().label());
    json.set("operator_limit", limit(status));
    json.put("binding_limit", status.binding().label());
    json.put("cap_watts", status.cap().value());
    json.put("ceiling_watts", status.ceiling().value());
    json.put("headroom_watts", status.headroom().value());
    json.put("breach_watts", status.breach().value());
    json.put("unexplained_watts", status.unexplained().value());
    json.set("meter", meter(status.meter(), staleness));
    CapSavings.Saved saved = savings.under(domain.id());
    json.put("capped_replicas", saved.replicas());
    json.put("cap_saves_watts", saved.watts());
    json.put("stranded_watts", status.strandedWatts().value());
    json.put("stranded_gpus", status.strandedGpus());
    ArrayNode steps = json.putArray("future_steps");
    status.futureSteps().forEach(step -> steps.add(json(step)));
    json.put("source", domain.source().label());
    return json;
  }

  static ObjectNode json(FutureStep step) {
    return JsonText.object()
        .put("at", Lists.time(step.at()))
        .put("cap_watts", step.cap().value())
        .put("binding_limit", step.binding().label())
        .put("firm_watts", step.firm().value())
        .put("drain_watts", step.drain().value())
        .put("drain_from", Lists.timeOrNull(step.drainFrom()));
  }

  /** What the meter read last; null: none was heard of. */
  static @Nullable ObjectNode meter(@Nullable MeterStatus meter, Staleness staleness) {
    return meter == null
        ? null
        : JsonText.object()
            .put("metered_watts", meter.watts().value())
            .put("source", meter.source().label())
            .put("sampled_at", Lists.time(meter.sampledAt()))
            .put("age_seconds", staleness.ageSeconds(meter.sampledAt()))
            .put("stale", staleness.isStale(meter.sampledAt()));
  }

  private static @Nullable ObjectNode limit(DomainStatus status) {
    Watts limit = status.operatorLimit();
    return limit == null
        ? null
        : JsonText.object()
            .put("limit_watts", limit.value())
            .put("until", Lists.timeOrNull(status.operatorLimitUntil()));
  }
}
