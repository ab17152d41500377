package io.wattpack.core.state;

import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.ModelProfile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By which profile of its pool a replica runs. */
final class ProfileMatch {
  private ProfileMatch() {}

  /** The profile of a pool's replica whose place is set; null: the pool has none such. */
  static @Nullable ModelProfile of(State state, int replica) {
    Replicas replicas = state.replicas();
    Topology topology = state.topology();
    GpuModelId model = topology.node(replicas.node(replica)).gpuModel();
    for (ModelProfile profile : topology.profilesOfPool(replicas.pool(replica))) {
      if (profile.gpuModel().equals(model) && isOf(profile, replicas, replica)) {
        return profile;
      }
    }
    return null;
  }

  private static boolean isOf(ModelProfile profile, Replicas replicas, int replica) {
    MigSlice slice = replicas.mig(replica);
    return profile.members() == replicas.memberCount(replica)
        && profile.gpuCount() * profile.members() == replicas.gpuCount(replica)
        && Objects.equals(profile.needs().migProfile(), slice == null ? null : slice.profile())
        && (slice != null || profile.share().milli() == replicas.share(replica));
  }
}
