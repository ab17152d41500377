package io.wattpack.core.learn;

import io.wattpack.core.model.WasteTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The scores of shapes on nodes, kept until the node is booked. */
final class ScoreBoard {
  private static final int NO_ROOM = Integer.MIN_VALUE;

  private final WorkloadMix mix;
  private final PlayedFleet played;
  private final PlacementChoice choice;
  private final int[] classOf;
  private final int[][] scores;
  private final byte[][] slots;
  private final int[][] bookingsSeen;
  private final int[] logSeen;
  private final int[] bookings;
  private final int[] log;
  private final int kinds;
  private int logged;

  ScoreBoard(
      FleetSketch fleet,
      WorkloadMix mix,
      PlayedFleet played,
      @Nullable WasteTable table,
      int arrivals) {
    this.mix = mix;
    this.played = played;
    choice = new PlacementChoice(fleet, mix, played, table);
    classOf = choice.classes();
    int classes = classOf.length;
    scores = new int[classes][];
    slots = new byte[classes][];
    bookingsSeen = new int[classes][];
    logSeen = new int[classes];
    bookings = new int[played.nodes];
    log = new int[arrivals];
    kinds = fleet.kinds();
  }

  void moveTo(int bookedPermille) {
    if (choice.moveTo(bookedPermille)) {
      Arrays.fill(scores, null);
    }
  }

  void touched(int node) {
    bookings[node]++;
    log[logged++] = node;
  }

  int slot(int shape, int node) {
    return slots[classOf[shape]][node];
  }

  /** The first node of the best score that has room; -1: none has. */
  int best(int shape) {
    int kind = classOf[shape];
    int[] known = scores[kind];
    if (known == null) {
      known = scoreAll(kind);
    } else {
      scoreTouched(kind, known);
    }
    long memory = mix.shapes().get(shape).hostMemory();
    int most = NO_ROOM;
    for (int score : known) {
      most = Math.max(most, score);
    }
    for (int node = 0; node < known.length && most != NO_ROOM; node++) {
      if (known[node] == most && played.memoryFree[node] >= memory) {
        return node;
      }
    }
    return most == NO_ROOM ? -1 : bestWithMemory(known, memory);
  }

  /** The same when the best by score lacks main memory. */
  private int bestWithMemory(int[] known, long memory) {
    int best = -1;
    for (int node = 0; node < known.length; node++) {
      boolean hasRoom = known[node] != NO_ROOM && played.memoryFree[node] >= memory;
      if (hasRoom && (best < 0 || known[node] > known[best])) {
        best = node;
      }
    }
    return best;
  }

  private int[] scoreAll(int shape) {
    int[] made = new int[played.nodes];
    byte[] slot = new byte[played.nodes];
    int[] sample = new int[kinds];
    Arrays.fill(sample, -1);
    for (int node = 0; node < made.length; node++) {
      int kind = played.kindOf[node];
      boolean isNew = bookings[node] == 0;
      if (isNew && sample[kind] >= 0) {
        made[node] = made[sample[kind]];
        slot[node] = slot[sample[kind]];
      } else {
        score(shape, node, made, slot);
        sample[kind] = isNew ? node : sample[kind];
      }
    }
    scores[shape] = made;
    slots[shape] = slot;
    bookingsSeen[shape] = bookings.clone();
    logSeen[shape] = logged;
    return made;
  }

  private void scoreTouched(int shape, int[] known) {
    int[] seen = bookingsSeen[shape];
    byte[] slot = slots[shape];
    for (int i = logSeen[shape]; i < logged; i++) {
      int node = log[i];
      if (known[node] != NO_ROOM && seen[node] != bookings[node]) {
        seen[node] = bookings[node];
        score(shape, node, known, slot);
      }
    }
    logSeen[shape] = logged;
  }

  private void score(int shape, int node, int[] score, byte[] slot) {
    boolean hasRoom = choice.choose(shape, node);
    score[node] = hasRoom ? choice.score() : NO_ROOM;
    slot[node] = (byte) choice.slot();
  }
}
