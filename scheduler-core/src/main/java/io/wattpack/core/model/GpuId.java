package io.wattpack.core.model;

/** One GPU of a node; {@code slot} counts from 0. */
public record GpuId(NodeId node, int slot) implements Place {
  private static final char SEPARATOR = ':';

  /**
   * Reads the text form, for example {@code ga-h-1:3}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static GpuId parse(String text) {
    int at = text.lastIndexOf(SEPARATOR);
    if (at < 1 || !text.substring(at + 1).matches("-?[0-9]{1,10}")) {
      throw new IllegalArgumentException(
          "A GPU is named by its node and slot, like n-1:3, but was '%s'.".formatted(text));
    }
    return new GpuId(new NodeId(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  @Override
  public String toString() {
    return node.value() + SEPARATOR + slot;
  }
}
