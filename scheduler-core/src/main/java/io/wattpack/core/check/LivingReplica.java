package io.wattpack.core.check;

import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ReplicaState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replica whose end no site has confirmed: it still holds its devices and watts. Nodes and GPUs
 * are numbers of one fleet. All members book alike, and so do all GPUs.
 *
 * <p>A fleet has about as many as GPUs, so {@link ReplicaTable} keeps their figures only and makes
 * this anew for who asks.
 *
 * @param share what it books at each of its places
 * @param slice the hardware slice, as {@link Slices} writes it; 0: none
 * @param stateCode position of its state in the enum
 * @param node of the first member
 * @param gpu its only one; -1: none, several, or one that does not exist
 * @param gang how many members, the node of each, then the GPUs member by member; null: one member
 *     with at most one GPU
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record LivingReplica(
    ReplicaOwner owner,
    long number,
    ReplicaShare share,
    byte slice,
    byte stateCode,
    int node,
    int gpu,
    int @Nullable [] gang) {
  private static final List<ReplicaState> STATES = List.of(ReplicaState.values());

  static byte codeOf(ReplicaState state) {
    return (byte) STATES.indexOf(state);
  }

  /** Mebibytes booked on each of its GPUs. */
  long memory() {
    return share.memory();
  }

  /** Thousandths of a core that each member books. */
  int cpuMilli() {
    return share.cpuMilli();
  }

  /** Mebibytes of main memory that each member books. */
  int mainMemory() {
    return share.mainMemory();
  }

  /** Thousandths booked of each of its GPUs; 0 without GPUs. */
  short milli() {
    return share.milli();
  }

  ReplicaState state() {
    return STATES.get(stateCode);
  }

  boolean isLeaving() {
    return state() == ReplicaState.DRAINING;
  }

  boolean isPaused() {
    return state() == ReplicaState.PAUSED;
  }

  int members() {
    return gang == null ? 1 : gang[0];
  }

  int nodeOf(int member) {
    return gang == null ? node : gang[1 + member];
  }

  int gpus() {
    if (gang != null) {
      return gang.length - 1 - gang[0];
    }
    return milli() == 0 ? 0 : 1;
  }

  /** GPUs count from 0, member by member. */
  int gpu(int place) {
    return gang == null ? gpu : gang[1 + gang[0] + place];
  }

  /** The node of that GPU. */
  int nodeOfGpu(int place) {
    return gang == null ? node : nodeOf(place / (gpus() / members()));
  }

  LivingReplica in(ReplicaState next) {
    return new LivingReplica(owner, number, share, slice, codeOf(next), node, gpu, gang);
  }

  /** The same at places that have other numbers. */
  LivingReplica at(int otherNode, int otherGpu, int @Nullable [] otherGang) {
    return new LivingReplica(
        owner, number, share, slice, stateCode, otherNode, otherGpu, otherGang);
  }
}
