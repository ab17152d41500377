/** What makes one feasible place better than another, one term a class; smaller costs win. */
@NullMarked
package io.wattpack.core.policy.score;

import org.jspecify.annotations.NullMarked;
