package io.wattpack.api.batch;

/**
 * A piece of an input file that is leased as a whole.
 *
 * @param index counted from 0 within its batch
 * @param offset where its first line begins
 * @param length bytes up to the end of its last line
 * @param lineFirst number of its first line, from 1
 * @param requests requests in it, at least 1
 * @param tokens their estimated tokens
 */
record Chunk(int index, long offset, int length, int lineFirst, int requests, long tokens) {}
