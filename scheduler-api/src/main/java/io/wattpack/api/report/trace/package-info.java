/**
 * Workload traces: files of nodes, pods and arrival orders in, values out. Knows nothing of
 * policies; watts of hardware come from a published table, by GPU model.
 */
@NullMarked
package io.wattpack.api.report.trace;

import org.jspecify.annotations.NullMarked;
