package io.wattpack.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.engine.StepResult;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.model.PowerEventKind;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Decision;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.ReplicaStop;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Worlds with working actuators, in which everything takes just as long as was declared, and caps
 * of domains, price zones and the fleet are known in time: when a step comes, nothing that could be
 * stopped is above the cap.
 */
class KnownStepsTest {
  private static final long SEED = Long.getLong("wattpack.sim.seed", 20_261_127L);
  private static final int WORLDS = Integer.getInteger("wattpack.sim.worlds", 60);

  /** Work of the slower site was asked for what only the faster one could give in time. */
  private static final long TWO_STOP_TIMES = 20_261_403L;

  private static final int EVENTS = 12;
  private static final int JOBS = 40;
  private static final long START = 1_800_000_000_000L;
  private static final long SPAN = 900_000;

  /** How much sooner than declared things are told to go. */
  private static final long MARGIN_MILLIS = 1_000;

  private long comparisons;
  private long drains;
  private long regionCaps;

  @Test
  void shouldHaveNothingAboveTheCapThatCouldBeStopped() {
    for (int world = 0; world < WORLDS; world++) {
      new World(SEED + world).run();
    }
    new World(TWO_STOP_TIMES).run();
    assertThat(comparisons).isGreaterThan(10_000);
    assertThat(drains).isGreaterThan(500);
    assertThat(regionCaps).isGreaterThan(1_000);
  }

  /** What an event may ask less of. */
  private record Target(PowerDomainId id, long wattsMax) {}

  private final class World {
    private final long seed;
    private final RandomGenerator random;
    private final Engine engine = Engine.create();
    private final WorldCounts counts = new WorldCounts();
    private final TreeMap<Long, List<Event>> due = new TreeMap<>();
    // When a cap of any domain may change.
    private final TreeSet<Long> steps = new TreeSet<>();
    private long now = START;
    private long seq;
    private @Nullable EpochMillis wake;

    World(long seed) {
      this.seed = seed;
      random = new SplittableRandom(seed);
    }

    void run() {
      add(
          START,
          new FleetApplied(
              FleetGenerator.generate(random, SimulationOptions.DEFAULT), ManagedBy.FILE));
      step();
      submitJobs();
      postEvents();
      while (now < START + 3 * SPAN && !due.isEmpty()) {
        now = nextMoment();
        step();
        // What takes no time is answered at once.
        if (steps.contains(now) && !due.containsKey(now)) {
          compare();
        }
      }
    }

    private void add(long at, Event event) {
      due.computeIfAbsent(at, moment -> new ArrayList<>()).add(event);
    }

    private void submitJobs() {
      WorkVariety variety = new WorkVariety(random);
      for (int job = 0; job < JOBS; job++) {
        ServiceTier tier = ServiceTier.values()[random.nextInt(ServiceTier.values().length)];
        long at = START + random.nextLong(SPAN);
        add(
            at,
            new JobSubmitted(
                new Job(
                    new JobId("t-" + job),
                    new TenantId("acme"),
                    tier,
                    variety.task(),
                    new EpochMillis(at))));
      }
    }

    /** All are known from the beginning, longer than anything takes to stop. */
    private void postEvents() {
      List<PowerDomain> domains = counts.fleet().powerDomains();
      for (int i = 0; i < EVENTS; i++) {
        Target target = target(domains);
        long start = START + 60_000 + random.nextLong(SPAN);
        long ramp = random.nextBoolean() ? 0 : random.nextInt(120_000);
        PowerEvent event =
            new PowerEvent(
                new PowerEventId("ev-" + i),
                target.id(),
                new Watts(random.nextLong(target.wattsMax())),
                PowerEventKind.HARD,
                new EpochMillis(START),
                new EpochMillis(start),
                ramp,
                new EpochMillis(start + 1 + random.nextInt(300_000)),
                null);
        add(START + 1, new PowerEventPosted(event));
        for (long tenth = 0; tenth <= 10; tenth++) {
          long on = Math.ceilDiv(ramp * tenth, 10L);
          steps.add(start + on);
          steps.add(event.end().value() + on);
        }
      }
      domains.forEach(domain -> steps.addAll(ContractCounts.changes(domain, START)));
      steps.removeIf(at -> at <= START);
      steps.forEach(at -> due.computeIfAbsent(at, moment -> new ArrayList<>()));
    }

    /** One in four is for a region. */
    private Target target(List<PowerDomain> domains) {
      if (random.nextInt(4) > 0) {
        PowerDomain domain = domains.get(random.nextInt(domains.size()));
        return new Target(domain.id(), domain.rating().value());
      }
      List<PowerDomainId> regions = List.copyOf(RegionCounts.of(counts.fleet()));
      PowerDomainId region = regions.get(random.nextInt(regions.size()));
      long rating =
          RegionCounts.interconnects(counts.fleet(), region).stream()
              .mapToLong(top -> top.rating().value())
              .sum();
      return new Target(region, rating);
    }

    private long nextMoment() {
      long next = due.firstKey();
      return wake == null ? next : Math.max(now, Math.min(next, wake.value()));
    }

    private void step() {
      List<Input> inputs = new ArrayList<>();
      List<Event> events = due.getOrDefault(now, List.of());
      for (Event event : events) {
        inputs.add(new Input(++seq, new EpochMillis(now), event));
      }
      due.remove(now);
      StepResult result = take(inputs);
      while (result.moreWork()) {
        result = take(List.of());
      }
      wake = result.nextWakeAt();
    }

    private StepResult take(List<Input> inputs) {
      StepResult result = engine.step(new StepInput(new EpochMillis(now), inputs));
      assertThat(result.unsound()).as("seed %d", seed).isEmpty();
      counts.enter(inputs, result.plan());
      obey(result.plan());
      return result;
    }

    private void obey(Plan plan) {
      for (Bundle bundle : plan.bundles()) {
        bundle.decisions().forEach(this::obey);
      }
    }

    private void obey(Decision decision) {
      switch (decision) {
        case ReplicaStart start -> {
          long ready = now + start.loadMillis();
          add(ready, new ReplicaReady(start.replica()));
          if (start.runMillis() > 0) {
            add(
                ready + start.runMillis(),
                new ReplicaStopped(start.replica(), StopCause.COMPLETED));
          }
        }
        case ReplicaStop stop -> {
          PowerDomain domain = domainOf(stop.replica());
          long gone = now + counts.stopMillis(domain);
          add(gone, new ReplicaStopped(stop.replica(), StopCause.REQUESTED));
          note(decision, gone);
        }
        case CapSet cap -> {
          PowerDomain domain = domainOf(cap.replica());
          long held = now + counts.stopMillis(domain);
          add(held, new CapApplied(cap.replica(), cap.order()));
          note(decision, held);
        }
        case MinerOn on ->
            add(
                now + group(on.minerGroup().value()).onMillis(),
                new MinerStarted(on.minerGroup(), on.steps(), on.order()));
        case MinerOff off -> {
          MinerGroup group = group(off.minerGroup().value());
          due.values().forEach(events -> events.replaceAll(event -> answering(event, off)));
          add(
              now + group.offMillis(),
              new MinerStopped(off.minerGroup(), off.steps(), off.order()));
          note(decision, now + group.offMillis());
        }
        default -> {
          // Nothing to do at a site.
        }
      }
    }

    /**
     * What an earlier order took off is gone in its time, when the site has heard the newer one.
     */
    private static Event answering(Event event, MinerOff newer) {
      return event instanceof MinerStopped stopped
              && stopped.minerGroup().equals(newer.minerGroup())
          ? new MinerStopped(stopped.minerGroup(), stopped.steps(), newer.order())
          : event;
    }

    private void note(Decision decision, long gone) {
      if (decision.reason().code() == ReasonCode.LIMIT_WILL_FALL) {
        drains++;
        requireNotTooEarly(decision, gone);
      }
    }

    /** It is gone by a step of the domain that asks for it, and hardly before. */
    private void requireNotTooEarly(Decision decision, long gone) {
      PowerDomainId id = decision.reason().domain();
      List<EpochMillis> ahead =
          RegionCounts.isRegion(id)
              ? counts.ahead().steps(id, new EpochMillis(now))
              : counts.ahead().steps(domain(id), new EpochMillis(now));
      assertThat(ahead)
          .as("seed %d: %s", seed, decision)
          .anyMatch(step -> step.value() <= gone + MARGIN_MILLIS);
    }

    private void compare() {
      Map<PowerDomainId, Long> ceilings = counts.ceilings();
      Map<PowerDomainId, Long> firm = counts.floor();
      for (PowerDomain domain : counts.fleet().powerDomains()) {
        comparisons++;
        long least =
            Math.max(counts.cap(domain, new EpochMillis(now)), firm.getOrDefault(domain.id(), 0L));
        assertThat(ceilings.getOrDefault(domain.id(), 0L))
            .as("seed %d: %s at %d ms", seed, domain.id(), now - START)
            .isLessThanOrEqualTo(least);
      }
      for (PowerDomainId region : RegionCounts.of(counts.fleet())) {
        compare(region, ceilings, firm);
      }
    }

    private void compare(
        PowerDomainId region, Map<PowerDomainId, Long> ceilings, Map<PowerDomainId, Long> firm) {
      comparisons++;
      long cap = counts.ahead().cap(region, new EpochMillis(now));
      regionCaps += cap == Long.MAX_VALUE ? 0 : 1;
      long least = Math.max(cap, RegionCounts.sum(counts.fleet(), region, firm));
      assertThat(RegionCounts.sum(counts.fleet(), region, ceilings))
          .as("seed %d: %s at %d ms", seed, region, now - START)
          .isLessThanOrEqualTo(least);
    }

    private PowerDomain domainOf(ReplicaId replica) {
      return domain(
          counts.node(counts.replicas().get(replica).hosts().getFirst().node()).powerDomain());
    }

    private PowerDomain domain(@Nullable PowerDomainId id) {
      return counts.fleet().powerDomains().stream()
          .filter(domain -> domain.id().equals(id))
          .findFirst()
          .orElseThrow();
    }

    private MinerGroup group(String id) {
      return counts.fleet().minerGroups().stream()
          .filter(group -> group.id().value().equals(id))
          .findFirst()
          .orElseThrow();
    }
  }
}
