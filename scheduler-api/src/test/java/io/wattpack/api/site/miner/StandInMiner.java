package io.wattpack.api.site.miner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A machine on a free port of this one, with real sockets. */
public final class StandInMiner implements AutoCloseable {
  private final StandInFirmware firmware;
  private final ServerSocket server;
  private final Queue<WireFault> faults = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  StandInMiner(StandInFirmware firmware) {
    this.firmware = firmware;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** One that begins asleep and follows within {@code rampMillis}. */
  public static StandInMiner asleep(long nameplateWatts, long rampMillis) {
    return new StandInMiner(new StandInFirmware(Clock.systemUTC(), nameplateWatts, rampMillis));
  }

  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** What it really draws now. */
  public long watts() {
    return firmware.watts();
  }

  /** From now on it says that it sleeps and keeps drawing; or tells the truth again. */
  public void keepDrawing(boolean keeps) {
    firmware.tell(keeps ? Lie.KEEPS_DRAWING : Lie.NONE);
  }

  /** How often its watts were read. */
  public long readings() {
    return firmware.heard().stream().filter("power"::equals).count();
  }

  /** How often it was told to do something. */
  public long orders() {
    return firmware.heard().stream().filter(command -> command.startsWith("curtail")).count();
  }

  /** The next exchanges go wrong so, one after the other. */
  void fail(WireFault... next) {
    faults.addAll(List.of(next));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      byte[] request = line(socket.getInputStream());
      WireFault next = faults.poll();
      WireFault fault = next == null ? WireFault.NONE : next;
      byte[] answer = firmware.answer(request, fault);
      send(socket.getOutputStream(), answer, fault);
    } catch (IOException e) {
      // The other side gave up: what a firmware does then is nothing.
      return;
    }
  }

  private void send(OutputStream out, byte[] answer, WireFault fault) throws IOException {
    switch (fault) {
      case SILENT -> linger();
      case TRICKLING -> trickle(out);
      case NUL -> {
        out.write(answer);
        linger();
      }
      default -> out.write(answer);
    }
  }

  /** Until the test is over. */
  private void linger() {
    awaitClosing(60_000);
  }

  private void trickle(OutputStream out) throws IOException {
    while (!awaitClosing(10)) {
      out.write(' ');
    }
  }

  private boolean awaitClosing(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toByteArray();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
