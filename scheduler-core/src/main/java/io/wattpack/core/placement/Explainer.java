package io.wattpack.core.placement;

import io.wattpack.core.explain.Candidate;
import io.wattpack.core.explain.Explanation;
import io.wattpack.core.explain.FilterCount;
import io.wattpack.core.explain.NearMiss;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.policy.NodeFilter;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every node, one by one, and says what each filter and score makes of it. Slow, complete,
 * and without memory; changes nothing.
 */
public final class Explainer {
  private static final String SPREAD = "spread";
  private static final String POWER = "power-headroom";
  private static final Comparator<Ranked> BY_TERMS = Explainer::compareTerms;

  private final State state;
  private final Topology topology;
  private final NodeCursor nodes;
  private final Profile profile;
  private final NodeScorer scorer;
  private final DomainCursor domains;
  private final SpreadCounts spread;
  private final Fit fit = new Fit();
  private final Lacks lacks;
  private final Map<String, Integer> removed = new LinkedHashMap<>();
  private final List<Ranked> candidates = new ArrayList<>();
  private @Nullable NearMiss nearest;
  private int nearestRank = -1;

  /** A candidate on the way to its place. */
  private record Ranked(int node, Shape shape, List<Integer> slots, List<Candidate.Term> terms) {}

  public Explainer(State state) {
    this.state = state;
    topology = state.topology();
    nodes = new NodeCursor(state);
    profile = PolicyCatalog.profileOf(state.policy(), topology);
    scorer = profile.nodeScorer(state);
    domains = new DomainCursor(state);
    spread = new SpreadCounts(state);
    lacks = new Lacks(nodes);
    PolicyCatalog.NODE_FILTERS.forEach(filter -> removed.put(filter.name(), 0));
    removed.put(SPREAD, 0);
    removed.put(POWER, 0);
  }

  /** What the fleet makes of one member of the ask. */
  public Explanation explain(JobId job, ReplicaOwner work, Ask ask, List<NodeId> placed) {
    domains.lookFor(ask.pool(), Headrooms.FREE);
    spread.begin(ask);
    for (int node = 0; node < topology.nodeCount(); node++) {
      look(node, ask);
    }
    candidates.sort(BY_TERMS);
    return new Explanation(
        job,
        work,
        profile.name(),
        placed,
        ask.members(),
        counts(),
        candidates.size(),
        candidates.isEmpty() ? nearest : null,
        candidate(0),
        candidate(1));
  }

  private List<FilterCount> counts() {
    List<FilterCount> counts = new ArrayList<>();
    removed.forEach(
        (filter, count) -> {
          if (count > 0) {
            counts.add(new FilterCount(filter, count));
          }
        });
    return counts;
  }

  /** By the option that comes furthest. */
  private void look(int node, Ask ask) {
    int best = -1;
    Shape shapeBest = null;
    for (Ask.Option option : ask.optionsOn(nodes.at(node).gpuModel())) {
      int rank = rank(node, option.shape());
      if (rank > best) {
        best = rank;
        shapeBest = option.shape();
      }
    }
    if (shapeBest == null) {
      remove(PolicyCatalog.NODE_FILTERS.getFirst().name());
    } else {
      enter(node, shapeBest, best, ask);
    }
  }

  /** How many filters let it pass before one did not. */
  private int rank(int node, Shape shape) {
    int rank = 0;
    for (NodeFilter filter : PolicyCatalog.NODE_FILTERS) {
      if (!filter.admits(nodes, shape)) {
        return rank;
      }
      rank++;
    }
    if (!spread.admitsNode(node) || !isSpreadAbove(node)) {
      return rank;
    }
    fit.choose(nodes, shape, scorer);
    return domainShort(node, fit.riseWatts()) < 0 ? rank + 2 : rank + 1;
  }

  private boolean isSpreadAbove(int node) {
    int domain = topology.domainOfNode(node);
    while (domain >= 0 && spread.admitsDomain(domain)) {
      domain = topology.parent(domain);
    }
    return domain < 0;
  }

  /** The lowest domain above the node that has not the watts; negative: all have. */
  private int domainShort(int node, long riseWatts) {
    int domain = topology.domainOfNode(node);
    while (domain >= 0 && headroom(domain) >= Math.max(0, riseAt(domain, node, riseWatts))) {
      domain = topology.parent(domain);
    }
    return domain;
  }

  /** What a rise on the node is at the domain above it: with cooling from where that is fed. */
  private long riseAt(int domain, int node, long riseWatts) {
    int box = topology.gpuContainerOfNode(node);
    return domain <= topology.cooling().feedOfNode(node)
        ? riseWatts + state.cooling().rise(box, riseWatts)
        : riseWatts;
  }

  private long headroom(int domain) {
    return state.ledger().headroom(domain);
  }

  private void enter(int node, Shape shape, int rank, Ask ask) {
    int filters = PolicyCatalog.NODE_FILTERS.size();
    if (rank < filters) {
      NodeFilter filter = PolicyCatalog.NODE_FILTERS.get(rank);
      remove(filter.name());
      miss(
          rank,
          new NearMiss(
              id(node), filter.name(), lacks.what(filter.miss(), shape), lacks.amount(), null));
    } else if (rank == filters) {
      remove(SPREAD);
      miss(rank, new NearMiss(id(node), SPREAD, NearMiss.Lack.SPREAD, 1, null));
    } else if (rank == filters + 1) {
      remove(POWER);
      missWatts(node, shape, rank);
    } else {
      candidates.add(ranked(node, shape, ask));
    }
  }

  private NodeId id(int node) {
    return topology.node(node).id();
  }

  private void remove(String filter) {
    removed.merge(filter, 1, Integer::sum);
  }

  private void missWatts(int node, Shape shape, int rank) {
    fit.choose(nodes, shape, scorer);
    int domain = domainShort(node, fit.riseWatts());
    long lack = riseAt(domain, node, fit.riseWatts()) - headroom(domain);
    miss(rank, new NearMiss(id(node), POWER, NearMiss.Lack.WATTS, lack, idOf(domain)));
  }

  private PowerDomainId idOf(int domain) {
    return topology.spans().id(state.ledger().tightest(domain));
  }

  /** Further along the filters is nearer; among equals what lacks least, the first of those. */
  private void miss(int rank, NearMiss miss) {
    NearMiss known = nearest;
    boolean isNearer =
        known == null
            || rank > nearestRank
            || (rank == nearestRank && miss.amount() < known.amount());
    if (isNearer && rank > 0) {
      nearest = miss;
      nearestRank = rank;
    }
  }

  private Ranked ranked(int node, Shape shape, Ask ask) {
    List<Candidate.Term> terms = new ArrayList<>();
    if (ask.pool() >= 0) {
      domains.at(topology.domainOfNode(node));
      PolicyCatalog.DOMAIN_SCORERS.forEach(
          term -> terms.add(new Candidate.Term(term.name(), -term.cost(domains))));
    }
    fit.choose(nodes, shape, scorer);
    terms.add(new Candidate.Term(scorer.name(), fit.score()));
    List<Integer> slots = Arrays.stream(fit.slots(nodes, shape)).boxed().toList();
    return new Ranked(node, shape, slots, terms);
  }

  private static int compareTerms(Ranked one, Ranked other) {
    for (int i = 0; i < one.terms().size(); i++) {
      int by = Long.compare(other.terms().get(i).value(), one.terms().get(i).value());
      if (by != 0) {
        return by;
      }
    }
    return Integer.compare(one.node(), other.node());
  }

  private @Nullable Candidate candidate(int place) {
    if (place >= candidates.size()) {
      return null;
    }
    Ranked ranked = candidates.get(place);
    return new Candidate(
        id(ranked.node()),
        topology.gpuModel(ranked.shape().gpuModel()).id(),
        ranked.slots(),
        ranked.terms());
  }
}
