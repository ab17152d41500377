/** In which order work that could run is considered, one order a class. */
@NullMarked
package io.wattpack.core.policy.order;

import org.jspecify.annotations.NullMarked;
