package io.wattpack.core.model;

import java.util.List;

/**
 * What was learned of a workload: how many thousandths of a GPU will still be free when the fleet
 * is full, by GPU model, by what is free of the GPU now, and by the cores that are free beside it.
 *
 * @param gpuModels whose rows it has, in the order of the rows
 * @param values row by row
 */
public record WasteTable(List<String> gpuModels, List<Integer> values) {
  public WasteTable {
    gpuModels = List.copyOf(gpuModels);
    values = List.copyOf(values);
  }
}
