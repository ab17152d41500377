package io.wattpack.core.check;

/**
 * What a replica books at each of its places. Many replicas book alike and have one instance.
 *
 * @param memory mebibytes booked on each of its GPUs
 * @param cpuMilli thousandths of a core that each member books
 * @param mainMemory mebibytes of main memory that each member books
 * @param milli thousandths booked of each of its GPUs; 0 without GPUs
 */
record ReplicaShare(long memory, int cpuMilli, int mainMemory, short milli) {}
