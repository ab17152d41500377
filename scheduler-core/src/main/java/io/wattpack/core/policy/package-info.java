/**
 * The small pluggable pieces of placement: what a filter or scorer may read, and what it answers.
 *
 * <p>What each may read is in its type: a {@link io.wattpack.core.policy.NodeFilter} sees one node,
 * a {@link io.wattpack.core.policy.DomainFilter} one power domain. Policies hold no state and do
 * not know each other.
 */
@NullMarked
package io.wattpack.core.policy;

import org.jspecify.annotations.NullMarked;
