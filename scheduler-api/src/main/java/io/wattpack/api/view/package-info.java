/**
 * What readers see: the latest state as one immutable picture, and the journal as a live stream.
 *
 * <p>In: the loop's steps and the journal; out: values. Decides nothing and changes nothing.
 */
@NullMarked
package io.wattpack.api.view;

import org.jspecify.annotations.NullMarked;
