package io.wattpack.api.config;

/** A place in a text: line and column, both counted from 1. */
record Mark(int line, int column) {
  static final Mark START = new Mark(1, 1);
}
