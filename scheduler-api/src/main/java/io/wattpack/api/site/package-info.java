/**
 * How the hub reaches a site: desired state out, observations back. Kinds: virtual (kubernetes
 * comes later).
 */
@NullMarked
package io.wattpack.api.site;

import org.jspecify.annotations.NullMarked;
