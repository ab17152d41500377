/**
 * The composition root: reads the command line, builds every part and hands each its collaborators.
 * It may know every package; no package may know it.
 */
@NullMarked
package io.wattpack.api.main;

import org.jspecify.annotations.NullMarked;
