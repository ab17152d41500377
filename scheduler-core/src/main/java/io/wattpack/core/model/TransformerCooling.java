package io.wattpack.core.model;

/** How a transformer sheds its heat, and so what a hot day costs it. */
public enum TransformerCooling {
  /** It is no transformer, or one whose rating holds at any temperature. */
  NONE("none", 0),
  /** Air and oil move by themselves. */
  SELF("self", 15),
  /** Fans blow. */
  FAN("fan", 10);

  private final String label;
  private final int lossPermillePerKelvin;

  TransformerCooling(String label, int lossPermillePerKelvin) {
    this.label = label;
    this.lossPermillePerKelvin = lossPermillePerKelvin;
  }

  /** Its name in the fleet file. */
  public String label() {
    return label;
  }

  /**
   * Thousandths of the rating lost per kelvin by which the 24-hour mean is above 30 degrees
   * Celsius. Source: the loading guide IEEE C57.91.
   */
  public int lossPermillePerKelvin() {
    return lossPermillePerKelvin;
  }
}
