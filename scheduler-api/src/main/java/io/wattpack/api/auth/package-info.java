/**
 * Who may call: keys, their roles and tenants.
 *
 * <p>In: the text of a bearer key; out: a {@link io.wattpack.api.auth.Principal}. Only hashes are
 * stored. It knows the store and nothing of HTTP.
 */
@NullMarked
package io.wattpack.api.auth;

import org.jspecify.annotations.NullMarked;
