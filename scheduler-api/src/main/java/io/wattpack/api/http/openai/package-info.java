/**
 * The customer's routes under {@code /v1}, as the OpenAI clients speak them: files, batches,
 * models, embeddings.
 *
 * <p>In: requests of a tenant; out: objects of that tenant only. It knows the services of {@code
 * batch} and {@code gateway}, never the scheduler.
 */
@NullMarked
package io.wattpack.api.http.openai;

import org.jspecify.annotations.NullMarked;
