/** What rules a node or a power domain out, one rule a class, each with its reason. */
@NullMarked
package io.wattpack.core.policy.filter;

import org.jspecify.annotations.NullMarked;
