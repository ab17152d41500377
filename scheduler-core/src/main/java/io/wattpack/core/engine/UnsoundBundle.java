package io.wattpack.core.engine;

import io.wattpack.core.plan.Bundle;

/** A bundle that the checker refused, and its finding. */
public record UnsoundBundle(Bundle bundle, String finding) {}
