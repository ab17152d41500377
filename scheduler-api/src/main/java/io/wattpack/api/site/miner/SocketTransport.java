package io.wattpack.api.site.miner;

import io.wattpack.api.time.Timer;
import io.wattpack.api.time.Timer.Cancellable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Real connections; each occupies a thread while it lasts, so virtual threads are meant for it. */
public final class SocketTransport implements MinerTransport {
  private final Executor threads;
  private final Timer timer;
  private final SocketLimits limits;

  public SocketTransport(Executor threads, Timer timer, SocketLimits limits) {
    this.threads = threads;
    this.timer = timer;
    this.limits = limits;
  }

  @Override
  public CompletableFuture<byte[]> exchange(MinerAddress to, byte[] request) {
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    Socket socket = new Socket();
    Cancellable limit =
        timer.after(Duration.ofMillis(limits.exchangeMillis()), () -> giveUp(socket, reply));
    threads.execute(() -> talk(socket, to, request, reply));
    return reply.whenComplete((bytes, failure) -> limit.cancel());
  }

  /** A reply that trickles in never falls silent for long; closing the socket ends it. */
  private void giveUp(Socket socket, CompletableFuture<byte[]> reply) {
    reply.completeExceptionally(
        new SocketTimeoutException(
            "gave no whole reply within %d ms".formatted(limits.exchangeMillis())));
    try {
      socket.close();
    } catch (IOException e) {
      reply.completeExceptionally(e);
    }
  }

  private void talk(
      Socket socket, MinerAddress to, byte[] request, CompletableFuture<byte[]> reply) {
    try (socket) {
      socket.connect(new InetSocketAddress(to.host(), to.port()), limits.connectMillis());
      socket.setSoTimeout(limits.silenceMillis());
      socket.getOutputStream().write(request);
      reply.complete(read(socket.getInputStream()));
    } catch (IOException e) {
      reply.completeExceptionally(e);
    }
  }

  private byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      int end = indexOfNul(buffer, count);
      reply.write(buffer, 0, end);
      if (reply.size() > limits.replyBytesMax()) {
        throw new ReplyTooLargeException(limits.replyBytesMax());
      }
      if (end < count) {
        break;
      }
    }
    return reply.toByteArray();
  }

  private static int indexOfNul(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return count;
  }
}
