package io.wattpack.core.placement;

import java.util.Arrays;

/**
 * The scores of all nodes with the best of every range.
 *
 * <p>The idea: nodes stand in blocks, blocks under a binary tree of their best. Setting a score
 * costs its block and the path up as far as it changes something; asking for the first best of a
 * range costs two blocks and the tree's depth. No allocation but at the start.
 */
final class ScoreTree {
  private static final int BLOCK_BITS = 4;
  private static final int BLOCK = 1 << BLOCK_BITS;

  private final ScoreCells scores;
  private final int[] best;
  private final int leaves;

  ScoreTree(int nodes) {
    scores = new ScoreCells((nodes + BLOCK - 1) & -BLOCK);
    int blocks = Math.max(1, scores.size() >> BLOCK_BITS);
    leaves = Integer.highestOneBit(2 * blocks - 1);
    best = new int[2 * leaves];
    Arrays.fill(best, Integer.MIN_VALUE);
  }

  int get(int node) {
    return scores.get(node);
  }

  void set(int node, int score) {
    int before = scores.get(node);
    if (before == score) {
      return;
    }
    scores.set(node, score);
    int block = node >> BLOCK_BITS;
    int at = leaves + block;
    if (score > best[at]) {
      raise(at, score);
    } else if (before == best[at]) {
      lower(at, bestOfBlock(block));
    }
  }

  private void raise(int from, int score) {
    for (int at = from; at > 0 && best[at] < score; at >>= 1) {
      best[at] = score;
    }
  }

  private void lower(int from, int score) {
    int at = from;
    int now = score;
    while (at > 0 && best[at] != now) {
      best[at] = now;
      at >>= 1;
      now = Math.max(best[2 * at], best[2 * at + 1]);
    }
  }

  private int bestOfBlock(int block) {
    int most = Integer.MIN_VALUE;
    int end = (block + 1) << BLOCK_BITS;
    for (int node = block << BLOCK_BITS; node < end; node++) {
      most = Math.max(most, scores.get(node));
    }
    return most;
  }

  /** The best score of all. */
  int best() {
    return best[1];
  }

  /** The first node with the best score of all; there is at least one node. */
  int firstBest() {
    int at = 1;
    while (at < leaves) {
      at *= 2;
      if (best[at] != best[1]) {
        at++;
      }
    }
    return firstOf((at - leaves) << BLOCK_BITS, best[1]);
  }

  private int firstOf(int from, int score) {
    int node = from;
    while (scores.get(node) != score) {
      node++;
    }
    return node;
  }

  /** The first node with the best score from {@code from} to before {@code to}; -1: none. */
  int firstBest(int from, int to) {
    if (from >= to) {
      return -1;
    }
    int blockFirst = (from >> BLOCK_BITS) + 1;
    int blockEnd = to >> BLOCK_BITS;
    if (blockFirst >= blockEnd) {
      return scan(from, to, -1);
    }
    int found = scan(from, blockFirst << BLOCK_BITS, -1);
    found = better(found, firstBestOfBlocks(blockFirst, blockEnd));
    return scan(blockEnd << BLOCK_BITS, to, found);
  }

  private int scan(int from, int to, int found) {
    int node = found;
    for (int next = from; next < to; next++) {
      if (node < 0 || scores.get(next) > scores.get(node)) {
        node = next;
      }
    }
    return node;
  }

  private int better(int first, int second) {
    return scores.get(second) > scores.get(first) ? second : first;
  }

  private int firstBestOfBlocks(int from, int to) {
    int most = Integer.MIN_VALUE;
    int where = leaves + from;
    boolean isFromRight = true;
    int high = leaves + to;
    // What comes up at the left border stands left of all before it from the right border, and what
    // comes up there stands left of what came up there before: so the last of equals is the first.
    for (int low = leaves + from; low < high; low >>= 1, high >>= 1) {
      if ((low & 1) == 1) {
        if (best[low] > most || (isFromRight && best[low] == most)) {
          most = best[low];
          where = low;
          isFromRight = false;
        }
        low++;
      }
      if ((high & 1) == 1) {
        high--;
        if (best[high] > most || (isFromRight && best[high] == most)) {
          most = best[high];
          where = high;
          isFromRight = true;
        }
      }
    }
    return firstBelow(where);
  }

  private int firstBelow(int top) {
    int at = top;
    while (at < leaves) {
      at *= 2;
      if (best[at] != best[top]) {
        at++;
      }
    }
    return firstOf((at - leaves) << BLOCK_BITS, best[top]);
  }
}
