package io.wattpack.core.learn;

/**
 * How a game went.
 *
 * @param bookedAtFull millionths of all GPUs booked when the work that had come would fill them
 * @param bookedAtEnd millionths booked at the end
 * @param wattsAtHalf millionths of the fleet's full watts drawn when half of that had come
 */
record Outcome(long bookedAtFull, long bookedAtEnd, long wattsAtHalf) {}
