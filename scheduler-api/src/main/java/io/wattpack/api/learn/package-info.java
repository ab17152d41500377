/**
 * Learns what the placement policy in force decides by, from the work that really comes.
 *
 * <p>In: accepted tasks, starts of pools' replicas, the present fleet and policy, the tail of the
 * journal. Out: at times an event {@code PolicyApplied} with a table that did better than the one
 * in force in games never played before. It plays on an executor of its own, never on the loop's,
 * and is handed timer, executor and chance. It may not know routes, sites or the data plane.
 *
 * <p>The command {@code wattpack learn} uses the same parts without a service: {@link
 * io.wattpack.api.learn.JournalWork} reads a journal, {@link io.wattpack.api.learn.TableLearning}
 * plays, {@link io.wattpack.api.learn.TableFile} is what is kept.
 */
@NullMarked
package io.wattpack.api.learn;

import org.jspecify.annotations.NullMarked;
