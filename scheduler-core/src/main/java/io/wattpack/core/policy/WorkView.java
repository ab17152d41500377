package io.wattpack.core.policy;

/** What an order may know of a piece of work that could run. */
public interface WorkView {
  /** Place of its tier among the tiers; 0 is the most valuable. */
  int tier();

  /** When its oldest job was submitted, in milliseconds; negative: before every job. */
  long age();

  /** The id of that job; empty without one. */
  String id();
}
