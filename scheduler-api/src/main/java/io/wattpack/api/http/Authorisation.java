package io.wattpack.api.http;

import io.wattpack.api.auth.ApiKeys;
import java.util.random.RandomGenerator;

/**
 * What tells callers apart and requests from each other: the keys, and the source of request ids.
 */
public record Authorisation(ApiKeys keys, RandomGenerator random) {}
