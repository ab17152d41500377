package io.wattpack.core.power;

/** What may bound a power domain; of equal limits the one named first binds. */
public enum LimitKind {
  /** What the hardware may carry for hours. */
  CONTINUOUS("continuous"),
  /** What is left when one of the parallel units fails. */
  N_MINUS_1("n-minus-1"),
  /** What the transformer may carry in the heat of the last day. */
  TRANSFORMER("transformer"),
  /** What the cooling of the GPU container alone under it can carry the heat of. */
  COOLING("cooling"),
  /** What the contract allows at that hour. */
  CONTRACT("contract"),
  /** What the grid asks for. */
  GRID("grid"),
  /** What the operator laid over it. */
  OPERATOR("operator");

  private final String label;

  LimitKind(String label) {
    this.label = label;
  }

  /** Its name on the wire and in tables. */
  public String label() {
    return label;
  }
}
