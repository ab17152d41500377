package io.wattpack.api.site;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.SiteId;
import java.util.List;

/**
 * All that should run at one site. What it does not list must not run.
 *
 * @param epoch of the hub that says so
 * @param nodesGone what the hub believes to be gone: a site whose node is there says so when it is
 *     linked
 * @param fleet as it is applied now
 * @param outsideMilliCelsius the temperature outside, as far as the hub was told, in thousandths of
 *     a degree Celsius
 * @param sequence counts what all sites were told in this epoch, from 1; rises
 */
public record DesiredState(
    long epoch,
    long sequence,
    SiteId site,
    List<DesiredReplica> replicas,
    List<DesiredMiner> miners,
    List<NodeId> nodesGone,
    Fleet fleet,
    int outsideMilliCelsius) {
  public DesiredState {
    replicas = List.copyOf(replicas);
    miners = List.copyOf(miners);
    nodesGone = List.copyOf(nodesGone);
  }
}
