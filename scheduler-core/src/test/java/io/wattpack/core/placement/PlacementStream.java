package io.wattpack.core.placement;

import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.Closure;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.Place;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.model.WasteSettings;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.state.State;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A world in which everything that bears on places happens at random: starts, stops, limits,
 * closures, nodes that are gone and come back, policies, fleet edits, time. The state and the books
 * are told the same.
 */
final class PlacementStream {
  private static final int KINDS_OF_TASKS = 12;
  private static final int NOISE = 60;
  private static final NodeId EXTRA = new NodeId("extra");

  private final SplittableRandom random;
  private final List<TaskWork> tasks = new ArrayList<>();
  private State state;
  private WorldBooks books;
  private long inputs;
  private long jobs;

  /** A question that work puts to the placer. */
  record Question(ReplicaOwner owner, @Nullable TaskWork task, @Nullable TaskClassKey key) {
    Ask ask(Placer placer, State state) {
      return owner instanceof PoolId pool
          ? placer.askOfPool(state.topology().poolOf(pool))
          : placer.askOfTask(Objects.requireNonNull(key));
    }
  }

  PlacementStream(SplittableRandom random, boolean mayCross) {
    this.random = random;
    Fleet fleet = TightFleet.generate(random, mayCross);
    state = new State();
    books = new WorldBooks(fleet);
    apply(new FleetApplied(fleet, ManagedBy.FILE));
    for (int i = 0; i < KINDS_OF_TASKS; i++) {
      tasks.add(WorkCatalog.task(random, fleet.gpuModels()));
    }
    decideBy();
  }

  private PlacementStream(PlacementStream other) {
    random = other.random.split();
    tasks.addAll(other.tasks);
    state = other.state.fork();
    books = other.books.copy();
    inputs = other.inputs;
    jobs = other.jobs;
  }

  /** Another world that begins where this one is. */
  PlacementStream fork() {
    return new PlacementStream(this);
  }

  State state() {
    return state;
  }

  WorldBooks books() {
    return books;
  }

  SplittableRandom random() {
    return random;
  }

  /** Tries something, and takes it all back. */
  void suppose(Runnable something) {
    WorldBooks before = books.copy();
    long inputsBefore = inputs;
    int mark = state.checkpoint();
    something.run();
    state.rollback(mark);
    books = before;
    inputs = inputsBefore;
  }

  private @Nullable Reason apply(Event event) {
    inputs++;
    return state.apply(new Input(inputs, new EpochMillis(books.now()), event));
  }

  // ---- what is asked

  Question question() {
    if (random.nextInt(3) == 0) {
      List<PoolSpec> pools = books.fleet().pools();
      return new Question(pools.get(random.nextInt(pools.size())).id(), null, null);
    }
    TaskWork task = tasks.get(random.nextInt(tasks.size()));
    jobs++;
    Job job = job(new JobId("j" + jobs), task);
    return new Question(job.id(), task, TaskClassKey.of(job, task));
  }

  private Job job(JobId id, TaskWork task) {
    return new Job(id, TightFleet.TENANT, ServiceTier.STANDARD, task, new EpochMillis(books.now()));
  }

  Wanted wanted(Question question) {
    TaskWork task = question.task();
    if (task != null) {
      return Wanted.of(task, books.fleet());
    }
    int pool = state.topology().poolOf((PoolId) question.owner());
    PoolSpec spec = state.topology().pool(pool);
    return Wanted.of(spec.id(), spec.rules(), state.topology().profilesOfPool(pool), books.fleet());
  }

  /** The scorer of the policy in force, or how it chooses GPUs. */
  NodeScorer scorer() {
    return profile().nodeScorer(state);
  }

  /** Whether the policy scores each node by itself. */
  boolean isScoredAlone() {
    return profile().fleetScorer() == null;
  }

  private Profile profile() {
    return PolicyCatalog.profileOf(state.policy(), state.topology());
  }

  void start(Question question, Answer.Placed placed) {
    TaskWork task = question.task();
    if (task != null) {
      require(apply(new JobSubmitted(job((JobId) question.owner(), task))));
    }
    ReplicaStart start =
        new ReplicaStart(
            new ReplicaId(state.lastReplica() + 1),
            question.owner(),
            ServiceTier.STANDARD,
            placed.devices(),
            placed.hosts(),
            placed.loadMillis(),
            0,
            Reason.of(ReasonCode.TASK_PLACED));
    state.apply(start);
    books.start(start);
  }

  private static void require(@Nullable Reason refusal) {
    if (refusal != null) {
      throw new IllegalStateException("The state refused what is sound: " + refusal);
    }
  }

  // ---- what happens

  /** One thing that happens to the world. */
  void happen() {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> stop();
      case 3, 4, 5 -> end();
      case 6, 7 -> limit();
      case 8, 9 -> close();
      case 10 -> ready();
      case 11 -> pass();
      case 12 -> noiseOrWeather();
      default -> rare();
    }
  }

  private void rare() {
    if (random.nextBoolean()) {
      decideBy();
    } else {
      edit();
    }
  }

  private @Nullable Long anyReplica() {
    List<Long> numbers = List.copyOf(books.running().keySet());
    return numbers.isEmpty() ? null : numbers.get(random.nextInt(numbers.size()));
  }

  private void stop() {
    Long number = anyReplica();
    if (number != null && !books.running().get(number).isLeaving()) {
      state.apply(new ReplicaStop(new ReplicaId(number), Reason.of(ReasonCode.POOL_QUIET)));
      books.leave(number);
    }
  }

  private void end() {
    Long number = anyReplica();
    if (number != null) {
      require(apply(new ReplicaStopped(new ReplicaId(number), StopCause.COMPLETED)));
      books.end(number);
    }
  }

  private void limit() {
    List<PowerDomain> domains = books.fleet().powerDomains();
    PowerDomain domain = domains.get(random.nextInt(domains.size()));
    long watts = domain.rating().value() * random.nextInt(20, 110) / 100;
    boolean isTakenAway = random.nextInt(3) == 0;
    long until = until();
    Watts limit = isTakenAway ? null : new Watts(watts);
    require(apply(new LimitChanged(domain.id(), limit, end(until))));
    books.limit(domain.id(), isTakenAway ? null : watts, until);
  }

  private long until() {
    return random.nextBoolean() ? Long.MAX_VALUE : books.now() + random.nextInt(1, 50);
  }

  private static @Nullable EpochMillis end(long until) {
    return until == Long.MAX_VALUE ? null : new EpochMillis(until);
  }

  private void close() {
    Closure closure = Closure.values()[random.nextInt(3)];
    close(anyPlace(), random.nextInt(3) == 0 ? Closure.OPEN : closure);
  }

  private void close(Place place, Closure closure) {
    long until = closure == Closure.OPEN ? Long.MAX_VALUE : until();
    require(apply(new PlaceClosed(place, closure, end(until))));
    books.close(place, closure, until);
  }

  private Place anyPlace() {
    Node node = anyNode();
    return switch (random.nextInt(8)) {
      case 0 -> books.siteOf(node);
      case 1, 2 -> node.gpuContainer();
      case 3, 4 -> node.id();
      default -> new GpuId(node.id(), random.nextInt(node.gpuCount()));
    };
  }

  private Node anyNode() {
    List<Node> nodes = books.fleet().nodes();
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void ready() {
    Node node = anyNode();
    boolean isReady = books.isGone(node.id());
    require(apply(new NodeReadinessChanged(node.id(), isReady)));
    books.ready(node.id(), isReady);
  }

  private void pass() {
    books.moveTo(books.now() + random.nextInt(1, 30));
    state.moveTo(books.now());
  }

  private void noiseOrWeather() {
    if (random.nextBoolean()) {
      noise();
      return;
    }
    SiteId site = books.siteOf(anyNode());
    int outside = random.nextInt(-10_000, 45_000);
    require(apply(new WeatherObserved(site, outside, outside)));
    books.observe(site, outside);
  }

  /** More changes than the log of them holds, with nothing to show for it but the last. */
  private void noise() {
    if (random.nextInt(3) > 0) {
      return;
    }
    Node node = anyNode();
    for (int i = 0; i < NOISE * 10 / books.fleet().nodes().size(); i++) {
      for (Node each : books.fleet().nodes()) {
        close(books.siteOf(each), Closure.CORDONED);
        close(books.siteOf(each), Closure.OPEN);
      }
    }
    close(node.id(), Closure.CORDONED);
  }

  private void decideBy() {
    PolicyName name = PolicyName.values()[random.nextInt(PolicyName.values().length)];
    boolean isLearned = name == PolicyName.WATTPACK || name == PolicyName.WATTPACK_POWER;
    PlacementPolicy policy =
        isLearned
            ? PlacementPolicy.learned(name, anyTable(name))
            : new PlacementPolicy(name, typical(), random.nextInt(), random.nextInt(1001), null);
    require(apply(new PolicyApplied(policy)));
  }

  private List<TypicalShape> typical() {
    List<TypicalShape> typical = new ArrayList<>();
    for (TaskWork task : tasks) {
      long cores = task.needs().cpuMilli();
      int milli = task.gpuCount() == 0 ? 0 : task.share().milli();
      int count = random.nextInt(1, 10);
      typical.add(new TypicalShape(cores, task.gpuCount(), milli, task.gpuModels(), count));
    }
    return typical;
  }

  /** Nobody learned it: any table must be obeyed. */
  private WasteTable anyTable(PolicyName name) {
    List<String> models = List.of("a", "b");
    int[] values = new int[(models.size() + 1) * WasteTable.STATES * WasteTable.KNOT_COUNT];
    for (int i = 0; i < values.length; i++) {
      boolean isNothing = i % (WasteTable.STATES * WasteTable.KNOT_COUNT) < WasteTable.KNOT_COUNT;
      values[i] = isNothing ? 0 : random.nextInt(4_000);
    }
    int[] rents = {0, random.nextInt(500), random.nextInt(500)};
    WasteSettings known = name == PolicyName.WATTPACK ? WasteSettings.PACKING : WasteSettings.POWER;
    WasteSettings settings = known.withBucketMilli(random.nextInt(1, 60));
    return new WasteTable(models, settings, rents, values);
  }

  /** A node comes or goes; one in use stays. */
  private void edit() {
    Fleet fleet = books.fleet();
    Node first = fleet.nodes().getFirst();
    List<Node> nodes = new ArrayList<>(fleet.nodes());
    boolean isThere = nodes.removeIf(node -> node.id().equals(EXTRA));
    if (!isThere) {
      nodes.add(extra(first));
    }
    Fleet next =
        new Fleet(
            fleet.sites(),
            fleet.powerDomains(),
            fleet.gpuContainers(),
            nodes,
            fleet.gpuModels(),
            fleet.minerGroups(),
            fleet.modelProfiles(),
            fleet.pools(),
            fleet.tenants());
    boolean isUsed =
        books.running().values().stream()
            .flatMap(one -> one.start().hosts().stream())
            .anyMatch(host -> host.node().equals(EXTRA));
    if (!isUsed) {
      if (apply(new FleetApplied(next, ManagedBy.FILE)) == null) {
        books.fleet(next);
        books.forget(EXTRA);
      }
    }
  }

  private static Node extra(Node like) {
    return new Node(
        EXTRA,
        like.gpuContainer(),
        like.powerDomain(),
        like.gpuModel(),
        4,
        like.base(),
        like.overheadPermille(),
        like.host(),
        2,
        List.of(),
        like.source());
  }
}
