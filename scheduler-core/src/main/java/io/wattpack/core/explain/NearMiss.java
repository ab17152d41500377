package io.wattpack.core.explain;

import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerDomainId;
import org.jspecify.annotations.Nullable;

/**
 * A node that does not fit, and what it lacks.
 *
 * @param filter the first that rules it out
 * @param lack what it has too little of
 * @param amount how much too little, in the unit of the lack; 0 where it is not a matter of how
 *     much
 * @param domain the power domain that lacks the watts; null: it is not about power
 */
public record NearMiss(
    NodeId node, String filter, Lack lack, long amount, @Nullable PowerDomainId domain) {

  /** What can be lacking, with its unit. */
  public enum Lack {
    /** Another GPU model, or more GPUs on the node; GPUs. */
    GPU_MODEL,
    /** Thousandths of a GPU. */
    GPU_MILLI,
    /** Mebibytes of GPU memory. */
    GPU_MEMORY,
    /** GPUs joined by NVLink; GPUs. */
    LINKED_GPUS,
    /** A legal place for a hardware slice; none. */
    SLICE,
    /** Mebibytes of main memory. */
    HOST_MEMORY,
    /** Thousandths of a core. */
    CPU_MILLI,
    /** A toleration; none. */
    TOLERATION,
    /** An open place; none. */
    OPEN_PLACE,
    /** Room under a spread limit; members. */
    SPREAD,
    /** Watts. */
    WATTS
  }
}
