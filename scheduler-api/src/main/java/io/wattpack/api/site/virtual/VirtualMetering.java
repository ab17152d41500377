package io.wattpack.api.site.virtual;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How the meters of a virtual site are read.
 *
 * @param every from one reading to the next
 * @param repeat age at which the reading of a domain is sent again although it has not changed
 * @param clock tells when a reading is taken
 * @param chance moves loads inside what they may draw
 */
public record VirtualMetering(
    Duration every, Duration repeat, InstantSource clock, RandomGenerator chance) {}
