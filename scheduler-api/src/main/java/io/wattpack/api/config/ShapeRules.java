package io.wattpack.api.config;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.Taint;
import org.jspecify.annotations.Nullable;

/** Which counts, shares, slices and members go together, and which GPUs a node has. */
final class ShapeRules {
  private ShapeRules() {}

  /**
   * Notes what contradicts itself.
   *
   * @param gpu what the profile runs on; null: it names none that is described
   */
  static void check(Section section, ModelProfile profile, @Nullable GpuModel gpu) {
    checkShare(section, profile);
    String mig = profile.needs().migProfile();
    if (mig != null && section.isSound(FleetKeys.MIG_PROFILE.name())) {
      checkWhole(section, profile);
      checkSlice(section, profile, mig, gpu);
    }
  }

  private static void checkShare(Section section, ModelProfile profile) {
    boolean isSound =
        section.isSound(
            FleetKeys.PROFILE_GPUS.name(),
            FleetKeys.GPU_SHARE_MILLI.name(),
            FleetKeys.MEMBERS.name());
    if (!isSound || profile.share().isWhole()) {
      return;
    }
    if (profile.gpuCount() > 1) {
      refuseShare(
          section,
          profile,
          "must be 1000 when a replica has %d GPUs".formatted(profile.gpuCount()),
          "Maybe remove the key, or set gpus to 1.");
    } else if (profile.members() > 1) {
      refuseShare(
          section,
          profile,
          "must be 1000 when a replica has %d members".formatted(profile.members()),
          "Maybe remove the key, or the key members.");
    } else if (profile.needs().migProfile() != null) {
      refuseShare(
          section,
          profile,
          "must be 1000 beside mig: the slice says how much it is",
          "Maybe remove one of the two keys.");
    }
  }

  private static void refuseShare(Section section, ModelProfile profile, String rule, String hint) {
    section.problem(
        FleetKeys.GPU_SHARE_MILLI.name(),
        FileRule.FIGURES,
        Integer.toString(profile.share().milli()),
        rule,
        hint);
  }

  /** A slice is one part of one GPU. */
  private static void checkWhole(Section section, ModelProfile profile) {
    refuseMany(section, FleetKeys.PROFILE_GPUS, profile.gpuCount());
    refuseMany(section, FleetKeys.MEMBERS, profile.members());
  }

  private static void refuseMany(Section section, Key key, int count) {
    if (count > 1 && section.isSound(key.name())) {
      section.problem(
          key.name(),
          FileRule.FIGURES,
          Integer.toString(count),
          "must be 1 beside mig: a replica in a slice has that slice only",
          "Maybe remove one of the two keys.");
    }
  }

  private static void checkSlice(
      Section section, ModelProfile profile, String mig, @Nullable GpuModel gpu) {
    if (gpu == null || !section.isSound(FleetKeys.GPU_MODEL.name())) {
      return;
    }
    MigProfile slice = gpu.mig().profile(mig);
    if (slice == null) {
      refuseUnknown(section, mig, gpu);
    } else if (profile.memory().compareTo(slice.memory()) > 0
        && section.isSound(FleetKeys.MEMORY_MEBIBYTES.name())) {
      section.problem(
          FleetKeys.MEMORY_MEBIBYTES.name(),
          FileRule.FIGURES,
          Long.toString(profile.memory().value()),
          "must be at most the %d of a slice %s".formatted(slice.memory().value(), mig),
          "Maybe take a larger slice.");
    }
  }

  private static void refuseUnknown(Section section, String mig, GpuModel gpu) {
    section.problem(
        FleetKeys.MIG_PROFILE.name(),
        FileRule.UNRESOLVED,
        mig,
        "must be a slice that %s can be cut into".formatted(gpu.id()),
        gpu.mig().profiles().isEmpty()
            ? "Maybe give that GPU model its key mig: it has none."
            : Suggestion.hint(mig, gpu.mig().profiles().stream().map(MigProfile::name).toList()));
  }

  /** A taint names a GPU that the node has. */
  static void checkSlots(Section section, Node node) {
    for (Taint taint : node.taints()) {
      if (taint.slot() >= node.gpuCount() && section.isSound(FleetKeys.NODE_GPUS.name())) {
        section.problem(
            FleetKeys.GPU_TAINTS,
            FileRule.FIGURES,
            Integer.toString(taint.slot()),
            "must name slots below gpus, which is %d".formatted(node.gpuCount()),
            "Maybe count from 0.");
      }
    }
  }
}
