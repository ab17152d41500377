package io.wattpack.core.check;

import org.jspecify.annotations.Nullable;

/** Replicas whose end is not confirmed, by number. */
final class ReplicaTable extends UndoTable<LivingReplica> {
  ReplicaTable(UndoLog undo) {
    super(undo);
  }

  private ReplicaTable(ReplicaTable other, UndoLog undo) {
    super(other, undo);
  }

  ReplicaTable fork(UndoLog forked) {
    return new ReplicaTable(this, forked);
  }

  @Override
  int hashOf(LivingReplica replica) {
    return Long.hashCode(replica.number());
  }

  @Override
  boolean haveOneKey(LivingReplica one, LivingReplica other) {
    return one.number() == other.number();
  }

  @Nullable LivingReplica get(long number) {
    int cell = first(Long.hashCode(number));
    LivingReplica found = at(cell);
    while (found != null && found.number() != number) {
      cell = after(cell);
      found = at(cell);
    }
    return found;
  }
}
