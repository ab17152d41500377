package io.wattpack.api.cli;

/** A service that runs in this process. */
public interface RunningService extends AutoCloseable {
  /** The port it listens on, also when any free one was asked for. */
  int port();

  /** Stops it in order, within five seconds. */
  @Override
  void close();
}
