package io.wattpack.core.policy;

import java.util.Comparator;

/** Which of two pieces of work comes first; ties are broken by who asks. */
public interface QueueOrder extends Comparator<WorkView> {}
