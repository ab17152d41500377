package io.wattpack.api.report.bench;

/**
 * What one size of fleet gave; medians.
 *
 * @param levels of limits above a GPU
 * @param fullDispatchMillis every cap from nothing, building the tables included
 * @param curtailmentPlanMillis the plan of what to give when the grid connection falls by 30 %
 * @param incrementalMicros every cap after another limit of the grid connection
 */
public record PowerBenchResult(
    int gpus,
    int levels,
    double fullDispatchMillis,
    double curtailmentPlanMillis,
    double incrementalMicros) {}
