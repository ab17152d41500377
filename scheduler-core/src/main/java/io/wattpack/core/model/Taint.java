package io.wattpack.core.model;

/**
 * Keeps work away that does not tolerate the key.
 *
 * @param key what work must tolerate, for example {@code research-only}
 * @param slot the GPU of the node concerned; {@link #WHOLE_NODE}: the node with everything on it
 */
public record Taint(String key, int slot) {
  public static final int WHOLE_NODE = -1;

  /** A fleet has at most so many different keys. */
  public static final int KEYS_MAX = 62;

  public static Taint ofNode(String key) {
    return new Taint(key, WHOLE_NODE);
  }
}
