package io.wattpack.api.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;

/** The life of a service in this process: started, then served until a signal ends it. */
final class ServiceRun {
  private static final int NEIGHBOURS = 20;
  private static final int PORT_MAX = 65_535;

  private ServiceRun() {}

  /** One of the two ways to start. */
  @FunctionalInterface
  interface Start {
    RunningService start() throws StartException;
  }

  /** Starts; {@code command} is how to start on another port, for the message. */
  static RunningService start(Start start, String command) {
    try {
      return start.start();
    } catch (StartException e) {
      throw failure(e, command);
    }
  }

  /** Stays until the process is told to end, and closes the service then. */
  static void untilTheEnd(AutoCloseable service) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service), "shutdown"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CommandFailure failure(StartException e, String command) {
    int free = e.portTaken() == 0 ? 0 : freeNear(e.portTaken());
    if (free == 0) {
      return new CommandFailure(e.exitCode(), String.valueOf(e.getMessage()));
    }
    return new CommandFailure(
        e.exitCode(),
        "Port %d is taken.".formatted(e.portTaken()),
        "use port %d, which is free: `%s`.".formatted(free, command.formatted(free)));
  }

  private static void close(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception e) {
      System.err.println("wattpack: while stopping: " + e);
    }
  }

  private static int freeNear(int port) {
    int last = Math.min(port + NEIGHBOURS, PORT_MAX);
    for (int candidate = port + 1; candidate <= last; candidate++) {
      if (isFree(candidate)) {
        return candidate;
      }
    }
    return 0;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
