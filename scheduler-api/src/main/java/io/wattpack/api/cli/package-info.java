/**
 * The command line, one class per command: arguments in, a table or JSON out. It speaks to a
 * running service over HTTP like any other client and never reaches into the service's own parts;
 * {@code replay} needs no service, it plays on engines of its own, and {@code learn} reads a trace
 * or the journal of a service, which it does not touch.
 */
@NullMarked
package io.wattpack.api.cli;

import org.jspecify.annotations.NullMarked;
