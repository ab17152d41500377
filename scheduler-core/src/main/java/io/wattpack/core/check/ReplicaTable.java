package io.wattpack.core.check;

import io.wattpack.core.model.ReplicaOwner;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replicas whose end is not confirmed, by number. */
final class ReplicaTable extends UndoTable<LivingReplica> {
  // The figures of a row, side by side: the number, then node and GPU.
  private static final int NUMBER = 0;
  private static final int SEAT = 1;
  private static final int FIGURES = 2;
  private static final long LOW = 0xFFFF_FFFFL;
  // What a row refers to, side by side.
  private static final int OWNER = 0;
  private static final int SHARE = 1;
  private static final int GANG = 2;
  private static final int THINGS = 3;

  private long[] figures;
  // Slice and state.
  private short[] codes;
  private @Nullable Object[] things;

  ReplicaTable(UndoLog undo) {
    super(undo);
    figures = new long[0];
    codes = new short[0];
    things = new @Nullable Object[0];
  }

  private ReplicaTable(ReplicaTable other, UndoLog undo) {
    super(other, undo);
    figures = other.figures.clone();
    codes = other.codes.clone();
    things = other.things.clone();
  }

  ReplicaTable fork(UndoLog forked) {
    return new ReplicaTable(this, forked);
  }

  @Nullable LivingReplica get(long number) {
    int hash = Long.hashCode(number);
    int cell = first(hash);
    while (isOther(cell, hash) || (rowAt(cell) != NONE && numberAt(rowAt(cell)) != number)) {
      cell = after(cell);
    }
    return rowAt(cell) == NONE ? null : read(rowAt(cell));
  }

  @Override
  int hashOf(LivingReplica replica) {
    return Long.hashCode(replica.number());
  }

  @Override
  boolean isAt(int row, LivingReplica replica) {
    return numberAt(row) == replica.number();
  }

  private long numberAt(int row) {
    return figures[FIGURES * row + NUMBER];
  }

  @Override
  LivingReplica read(int row) {
    long seat = figures[FIGURES * row + SEAT];
    return new LivingReplica(
        (ReplicaOwner) Objects.requireNonNull(things[THINGS * row + OWNER]),
        numberAt(row),
        (ReplicaShare) Objects.requireNonNull(things[THINGS * row + SHARE]),
        (byte) (codes[row] >> Byte.SIZE),
        (byte) codes[row],
        (int) (seat >> Integer.SIZE),
        (int) seat,
        (int[]) things[THINGS * row + GANG]);
  }

  @Override
  void write(int row, LivingReplica replica) {
    figures[FIGURES * row + NUMBER] = replica.number();
    figures[FIGURES * row + SEAT] = ((long) replica.node() << Integer.SIZE) | (replica.gpu() & LOW);
    codes[row] = (short) ((replica.slice() << Byte.SIZE) | Byte.toUnsignedInt(replica.stateCode()));
    things[THINGS * row + OWNER] = replica.owner();
    things[THINGS * row + SHARE] = replica.share();
    things[THINGS * row + GANG] = replica.gang();
  }

  @Override
  void wipe(int row) {
    Arrays.fill(things, THINGS * row, THINGS * (row + 1), null);
  }

  @Override
  void makeRoom(int count) {
    figures = Arrays.copyOf(figures, Math.multiplyExact(FIGURES, count));
    codes = Arrays.copyOf(codes, count);
    things = Arrays.copyOf(things, Math.multiplyExact(THINGS, count));
  }
}
