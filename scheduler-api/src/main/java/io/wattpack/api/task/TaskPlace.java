package io.wattpack.api.task;

import java.util.List;

/**
 * Where a task runs or ran last.
 *
 * @param gpuContainer of its first member
 * @param nodes of its members, in their order, each once; at least one
 */
public record TaskPlace(String site, String gpuContainer, List<String> nodes) {
  public TaskPlace {
    nodes = List.copyOf(nodes);
  }
}
