package io.wattpack.core.model;

/** The name of a model as customers write it in a request, for example {@code all-minilm-l6-v2}. */
public record ModelId(String value) implements Comparable<ModelId> {
  public ModelId {
    Ids.check("ModelId", value);
  }

  @Override
  public int compareTo(ModelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
