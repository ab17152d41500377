package io.wattpack.core.state.column;

/** The number under which a column keeps an enum's value: its place in the declaration. */
public final class Codes {
  private Codes() {}

  @SuppressWarnings(
      "EnumOrdinal") // columns live and die with the process: nothing stored can shift
  public static int of(Enum<?> value) {
    return value.ordinal();
  }
}
