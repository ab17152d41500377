package io.wattpack.core.placement;

import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.policy.DomainFilter;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.state.State;
import io.wattpack.core.state.Topology;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Searches for one member at a time.
 *
 * <p>The idea: the index knows the best node of the fleet, and of every part of the power tree. The
 * best of all is taken if all that feeds it has the watts and no spread limit is against it. Only
 * where it is refused, the tree is entered below what refused it, and every part is passed over
 * that has no watts for the least rise, or nothing better than the best so far. The least rise is
 * without cooling; what feeds a node is asked for all. The invariant: what is found has the best
 * score of all nodes that may take the member, the first of equals.
 */
final class Search {
  private final State state;
  private final Topology topology;
  private final Profile profile;
  private final @Nullable Indexes indexes;
  private final DomainCursor domains;
  private final NodeCursor nodes;
  private final SpreadCounts spread;
  private final Booking booking;
  private final Fit fit = new Fit();
  private Ask ask = new Ask(-1, 0, List.of(), List.of(), 0);
  private Headrooms headrooms = Headrooms.FREE;
  private Obstacles obstacles = new Obstacles(null);
  private boolean countsWatts = true;
  private NodeScorer scorer;
  private @Nullable ScoreTree tree;
  private int nodeBest = -1;
  private int nodeRefused = -1;
  private int scoreBest;
  private Ask.@Nullable Option optionBest;
  private long wattsBest;

  Search(State state, Profile profile) {
    this.state = state;
    this.topology = state.topology();
    this.profile = profile;
    indexes = profile.fleetScorer() == null ? new Indexes(state, profile) : null;
    scorer = Booking.TIGHTEST;
    domains = new DomainCursor(state);
    nodes = new NodeCursor(state);
    spread = new SpreadCounts(state);
    booking = new Booking(topology, nodes);
  }

  /** For work of one member. */
  Answer find(Ask work, Headrooms on, @Nullable Reason before) {
    begin(work, on, before);
    Ask.Option option = findNext(work) ? optionBest : null;
    return option == null ? new Answer.Refused(refusal()) : found().placed(option.loadMillis());
  }

  /** What was found last, as a booking of one member. */
  Booking.Draft found() {
    Ask.Option option = Objects.requireNonNull(optionBest);
    Booking.Draft draft = new Booking.Draft();
    booking.add(draft, nodeBest, option.shape(), scorer, wattsBest);
    return draft;
  }

  /** Starts anew for that work. */
  void begin(Ask work, Headrooms on, @Nullable Reason before) {
    ask = work;
    headrooms = on;
    obstacles = new Obstacles(before);
    tree = null;
    domains.lookFor(work.pool(), on);
    spread.begin(work);
  }

  /** Finds the best node for one member, anywhere; of an ask with the spread limits of the work. */
  boolean findNext(Ask member) {
    look(member);
    if (topology.nodeCount() == 0 || member.options().isEmpty()) {
      return false;
    }
    if (profile.fleetScorer() != null) {
      lookAtAll();
    } else if (member.pool() >= 0) {
      lookInZones();
    } else {
      lookEverywhere();
    }
    return nodeBest >= 0;
  }

  /** Finds the best node for one member below the domain. */
  boolean findBelow(Ask member, int domain) {
    look(member);
    if (profile.fleetScorer() != null) {
      lookAtAllOf(topology.nodeFirst(domain), topology.nodeFirst(topology.subtreeEnd(domain)));
    } else {
      lookIn(domain);
    }
    return nodeBest >= 0;
  }

  private void look(Ask member) {
    ask = member;
    nodeBest = -1;
    nodeRefused = -1;
    optionBest = null;
    tree = null;
    if (indexes != null) {
      tree = indexes.of(member).tree();
      scorer = indexes.phaseNow().scorer();
    }
  }

  private ScoreTree tree() {
    if (tree == null) {
      throw new IllegalStateException("No index was made for the search.");
    }
    return tree;
  }

  private void lookEverywhere() {
    if (Misses.isMiss(tree().best())) {
      return;
    }
    int node = tree().firstBest();
    if (takesAtOnce(node)) {
      return;
    }
    for (int root = 0; root < topology.domainCount(); root = topology.subtreeEnd(root)) {
      lookIn(root);
    }
  }

  private void lookInZones() {
    if (Misses.isMiss(tree().best())) {
      return;
    }
    Zones zones = new Zones(state, ask.pool(), domains);
    for (int i = 0; i < zones.count(); i++) {
      if (nodeBest >= 0 && zones.isWorse(i, i - 1)) {
        break;
      }
      enter(zones.head(i));
    }
  }

  /** A site's interconnect is a part for itself: only the nodes right under it. */
  private void enter(int head) {
    int parent = topology.parent(head);
    if (parent < 0) {
      if (isWorthALook(head, head + 1) && admits(head)) {
        lookAtNodesOf(head);
      }
    } else if (isWorthALook(head, topology.subtreeEnd(head)) && admits(parent)) {
      lookIn(head);
    }
  }

  /** Whether some node right under those domains has room, and would be better. */
  private boolean isWorthALook(int domain, int end) {
    int node = tree().firstBest(topology.nodeFirst(domain), topology.nodeFirst(end));
    return node >= 0 && beats(tree().get(node), node);
  }

  private void lookIn(int domain) {
    int from = topology.nodeFirst(domain);
    int node = tree().firstBest(from, topology.nodeFirst(topology.subtreeEnd(domain)));
    if (node < 0 || !beats(tree().get(node), node) || !admits(domain) || takesAtOnce(node)) {
      return;
    }
    lookAtNodesOf(domain);
    int end = topology.subtreeEnd(domain);
    for (int child = domain + 1; child < end; child = topology.subtreeEnd(child)) {
      lookIn(child);
    }
  }

  private boolean beats(int score, int node) {
    return !Misses.isMiss(score)
        && (nodeBest < 0 || score > scoreBest || (score == scoreBest && node < nodeBest));
  }

  /** Takes the best node of a part, if what feeds it and the spread limits allow it. */
  private boolean takesAtOnce(int node) {
    // On the way down the best node of a part is often the best of the whole, refused already.
    Ask.Option option = node == nodeRefused ? null : bestOption(node);
    if (option == null || !spread.admitsNode(node) || !isFed(node, fit.riseWatts(), false)) {
      nodeRefused = node;
      return false;
    }
    take(node, option, fit.score());
    return true;
  }

  private Ask.@Nullable Option bestOption(int node) {
    nodes.at(node);
    List<Ask.Option> options = ask.optionsOn(nodes.gpuModel());
    Ask.Option best = null;
    int score = 0;
    for (Ask.Option option : options) {
      if (Misses.fits(nodes, option.shape())) {
        fit.choose(nodes, option.shape(), scorer);
        if (best == null || fit.score() > score) {
          best = option;
          score = fit.score();
        }
      }
    }
    if (best != null && options.size() > 1) {
      fit.choose(nodes, best.shape(), scorer);
    }
    return best;
  }

  private void take(int node, Ask.Option option, int score) {
    nodeBest = node;
    optionBest = option;
    scoreBest = Math.max(Misses.SCORE_LEAST, score);
    wattsBest = fit.riseWatts();
  }

  private void lookAtNodesOf(int domain) {
    int end = topology.nodeFirst(domain + 1);
    for (int node = topology.nodeFirst(domain); node < end; node++) {
      if (beats(tree().get(node), node) && spread.admitsNode(node)) {
        lookAt(node);
      }
    }
  }

  private void lookAt(int node) {
    nodes.at(node);
    for (Ask.Option option : ask.optionsOn(nodes.gpuModel())) {
      if (Misses.fits(nodes, option.shape()) && isPowered(node, option.shape())) {
        boolean isBetter = node == nodeBest ? fit.score() > scoreBest : beats(fit.score(), node);
        if (isBetter) {
          take(node, option, fit.score());
        }
      }
    }
  }

  /** On the GPU that scores best, else on one that draws already. */
  private boolean isPowered(int node, Shape shape) {
    fit.choose(nodes, shape, scorer);
    return isFed(node, fit.riseWatts(), true)
        || (fit.riseWatts() > 0
            && !shape.isWhole()
            && fit.choose(nodes, shape, scorer, 0)
            && isFed(node, 0, true));
  }

  private boolean isFed(int node, long riseWatts, boolean tells) {
    int domain = topology.domainOfNode(node);
    int feed = topology.cooling().feedOfNode(node);
    long cooled = feed < 0 ? riseWatts : withCooling(node, riseWatts);
    for (int above = domain; above >= 0; above = topology.parent(above)) {
      long asked = above <= feed ? cooled : riseWatts;
      if (!spread.admitsDomain(above) || !hasWatts(above, asked, tells)) {
        return false;
      }
    }
    return true;
  }

  private long withCooling(int node, long riseWatts) {
    int box = topology.gpuContainerOfNode(node);
    return riseWatts + headrooms.cooling(state.cooling(), box, riseWatts);
  }

  private boolean hasWatts(int domain, long asked, boolean tells) {
    long headroom = headrooms.of(state.ledger(), domain);
    // What the filters ask, without making a reason of it.
    if (!countsWatts || (headroom >= asked && headroom >= 0)) {
      return true;
    }
    if (tells) {
      tell(domain, asked, headroom);
    }
    return false;
  }

  /** Power is in the way if the domain is asked for so many watts; negative: it is not asked. */
  void tellIfShort(int domain, long asked) {
    if (asked >= 0) {
      hasWatts(domain, asked, true);
    }
  }

  private void tell(int domain, long asked, long headroom) {
    for (DomainFilter filter : PolicyCatalog.DOMAIN_FILTERS) {
      Reason reason = filter.refusal(domains.at(domain), asked);
      if (reason != null) {
        obstacles.meet(reason, asked - headroom);
        return;
      }
    }
  }

  /** Whether anything under the domain could take a member. */
  private boolean admits(int domain) {
    long least = leastRise(domain);
    return least >= 0 && spread.admitsDomain(domain) && hasWatts(domain, least, true);
  }

  /** The least watts any option could need under the domain; negative: no fitting GPU is free. */
  private long leastRise(int domain) {
    long least = -1;
    for (Ask.Option option : ask.options()) {
      long rise = leastRise(domain, option.shape());
      if (rise >= 0 && (least < 0 || rise < least)) {
        least = rise;
      }
    }
    return least;
  }

  private long leastRise(int domain, Shape shape) {
    int model = shape.gpuModel();
    boolean hasPart = !shape.isWhole() && state.devices().partFree(domain, model) > 0;
    if (shape.gpuCount() == 0 || hasPart) {
      return 0;
    }
    return state.devices().wholeFree(domain, model) >= shape.gpuCount()
        ? shape.gpuCount() * topology.riseLeast(model)
        : -1;
  }

  private void lookAtAll() {
    lookAtAllOf(0, topology.nodeCount());
  }

  private void lookAtAllOf(int from, int to) {
    Candidates candidates = new Candidates(profile);
    scorer = candidates.gpuChoice();
    for (int node = from; node < to; node++) {
      nodes.at(node);
      for (Ask.Option option : ask.optionsOn(nodes.gpuModel())) {
        if (Misses.fits(nodes, option.shape())
            && spread.admitsNode(node)
            && isPowered(node, option.shape())) {
          candidates.add(nodes, option, fit.slot());
          break;
        }
      }
    }
    int best = candidates.best(state.lastReplica() + 1);
    if (best >= 0) {
      nodes.at(candidates.node(best));
      isPowered(candidates.node(best), candidates.option(best).shape());
      take(candidates.node(best), candidates.option(best), 0);
    }
  }

  /** Why nothing was found: power if only it stood in the way anywhere, else what is nearest. */
  private Reason refusal() {
    Reason power = obstacles.reason();
    return power != null && (!spread.isLimited() || findsWithoutWatts(ask)) ? power : miss();
  }

  /** Why there is no place for a gang, after what lacks watts was told. */
  Reason refusalOfGang(Ask gang) {
    ask = gang;
    Reason power = obstacles.reason();
    return power != null ? power : miss();
  }

  /** Tells what lacks watts for one member that has no place, if only watts are in its way. */
  void tellWhatLacksWatts(Ask member) {
    if (findsWithoutWatts(member)) {
      findNext(member);
    }
  }

  private boolean findsWithoutWatts(Ask member) {
    countsWatts = false;
    boolean finds = findNext(member);
    countsWatts = true;
    return finds;
  }

  private Reason miss() {
    ReasonCode missing = missing();
    return new Reason(missing, null, asked(missing), null);
  }

  private ReasonCode missing() {
    if (ask.options().isEmpty() || topology.nodeCount() == 0) {
      return ReasonCode.NO_COMPATIBLE_GPU;
    }
    int best = nearest();
    return Misses.isMiss(best) ? Misses.reason(best) : ReasonCode.SPREAD_LIMITED;
  }

  /** The best score of all nodes. */
  private int nearest() {
    if (indexes != null) {
      return indexes.of(ask).tree().best();
    }
    int nearest = Misses.otherModel();
    for (int node = 0; node < topology.nodeCount(); node++) {
      nodes.at(node);
      for (Ask.Option option : ask.optionsOn(nodes.gpuModel())) {
        boolean fits = Misses.fits(nodes, option.shape());
        int here = fits ? Misses.SCORE_LEAST : Misses.of(nodes, option.shape());
        nearest = Math.max(nearest, here);
      }
    }
    return nearest;
  }

  /** The least that was asked for of what is missing. */
  private long asked(ReasonCode missing) {
    return switch (missing) {
      case NO_FREE_CPU -> least(Shape::cpuMilli);
      case NO_FREE_MEMORY -> least(Shape::hostMemory);
      default -> ask.gpuCount();
    };
  }

  private long least(ToLongFunction<Shape> need) {
    return ask.options().stream()
        .mapToLong(option -> need.applyAsLong(option.shape()))
        .filter(value -> value > 0)
        .min()
        .orElse(0);
  }

  int nodeFound() {
    return nodeBest;
  }

  NodeScorer scorer() {
    return scorer;
  }

  SpreadCounts spread() {
    return spread;
  }

  Booking booking() {
    return booking;
  }

  long headroom(int domain) {
    return headrooms.of(state.ledger(), domain);
  }
}
