package io.wattpack.core.state;

import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.Cooling;
import java.util.Arrays;

/**
 * How the GPU containers of a fleet are cooled, by dense index; never changes, shared by forks.
 *
 * <p>A GPU container whose cooling has a heat capacity is alone under its power domain. So the heat
 * bounds what that domain may draw: fixed loads, the heat capacity, and the cooling of just so much
 * if it is fed there. Watts plus cooling rise strictly with the watts, so this is the heat capacity
 * itself, to the watt.
 */
public final class CoolingMap {
  private static final int NONE = -1;

  private final Topology topology;
  private final int[] feeds;
  private final int[] feedOfNode;
  private final int[] boxOfDomain;
  private final int[] siteOfBox;
  private final boolean[] feedsAny;

  CoolingMap(Topology topology) {
    this.topology = topology;
    feeds = new int[topology.gpuContainerCount()];
    siteOfBox = new int[feeds.length];
    boxOfDomain = new int[topology.domainCount()];
    feedsAny = new boolean[boxOfDomain.length];
    Arrays.fill(boxOfDomain, NONE);
    for (int box = 0; box < feeds.length; box++) {
      read(box);
    }
    feedOfNode = new int[topology.nodeCount()];
    Arrays.setAll(feedOfNode, node -> feeds[topology.gpuContainerOfNode(node)]);
  }

  private void read(int box) {
    int domain = topology.domainOf(topology.gpuContainer(box).powerDomain());
    GpuContainerCooling cooling = topology.gpuContainer(box).cooling();
    siteOfBox[box] = topology.siteOf(domain);
    feeds[box] = cooling == null ? NONE : topology.domainOf(cooling.powerDomain());
    if (cooling != null) {
      feedsAny[feeds[box]] = true;
      boxOfDomain[domain] = cooling.heatCapacity() == null ? boxOfDomain[domain] : box;
    }
  }

  /** Of each GPU container the domain that feeds its cooling; negative: it is not counted. */
  int[] feeds() {
    return feeds;
  }

  /**
   * The domain that feeds the cooling of the node's GPU container; negative: it is not counted.
   * Domains that feed the node count its cooling from there on up: those of no higher number.
   */
  public int feedOfNode(int node) {
    return feedOfNode[node];
  }

  /** Whether the domain feeds the cooling of any GPU container itself. */
  public boolean feedsAny(int domain) {
    return feedsAny[domain];
  }

  int siteOf(int box) {
    return siteOfBox[box];
  }

  /** Watts of cooling per million IT watts; 0: it is not counted. */
  long excessMillionths(int box, int outsideMilliCelsius) {
    GpuContainerCooling cooling = topology.gpuContainer(box).cooling();
    return cooling == null ? 0 : Cooling.excessMillionths(cooling, outsideMilliCelsius);
  }

  /** Whether what the domain may draw depends on the heat that cooling can carry away. */
  boolean isBounded(int domain) {
    return boxOfDomain[domain] >= 0;
  }

  /** What the domain may draw for the heat below it; {@link Caps#NO_LIMIT}: as far as it goes. */
  long limit(int domain, int outsideMilliCelsius) {
    int box = boxOfDomain[domain];
    GpuContainerCooling cooling = box < 0 ? null : topology.gpuContainer(box).cooling();
    return cooling == null
        ? Caps.NO_LIMIT
        : fixed(domain) + facility(cooling, domain, outsideMilliCelsius);
  }

  private long facility(GpuContainerCooling cooling, int domain, int outsideMilliCelsius) {
    long capacity = Cooling.capacity(cooling, outsideMilliCelsius);
    boolean isFedHere = feeds[boxOfDomain[domain]] == domain;
    long excess = isFedHere ? Cooling.excessMillionths(cooling, outsideMilliCelsius) : 0;
    return capacity + Cooling.watts(capacity, excess);
  }

  private long fixed(int domain) {
    long watts = 0;
    for (int below = domain; below < topology.subtreeEnd(domain); below++) {
      watts += topology.domain(below).base().value();
    }
    return watts;
  }

  /** IT watts whose heat can be carried away; {@link Caps#NO_LIMIT}: that bounds nothing. */
  long capacity(int box, int outsideMilliCelsius) {
    GpuContainerCooling cooling = topology.gpuContainer(box).cooling();
    return cooling == null ? Caps.NO_LIMIT : Cooling.capacity(cooling, outsideMilliCelsius);
  }
}
