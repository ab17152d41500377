package io.wattpack.core.learn;

/**
 * What a table tells apart.
 *
 * @param byModel GPU models
 * @param byFreeCount how many GPUs of a node are free
 */
record TableForm(boolean byModel, boolean byFreeCount) {
  static final TableForm FULL = new TableForm(true, true);
}
