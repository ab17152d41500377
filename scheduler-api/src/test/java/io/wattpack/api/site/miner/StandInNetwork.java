package io.wattpack.api.site.miner;

import io.wattpack.api.time.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Stand-ins on virtual time: the same firmware without sockets. */
final class StandInNetwork implements MinerTransport {
  private static final Duration GIVES_UP = Duration.ofSeconds(5);

  private final VirtualTime time;
  private final Map<MinerAddress, StandInFirmware> machines = new LinkedHashMap<>();
  private final Supplier<WireFault> faults;
  private int open;
  private int openMax;

  StandInNetwork(VirtualTime time, Supplier<WireFault> faults) {
    this.time = time;
    this.faults = faults;
  }

  void add(MinerAddress address, StandInFirmware firmware) {
    machines.put(address, firmware);
  }

  /** Most exchanges that were under way at once. */
  int openMax() {
    return openMax;
  }

  @Override
  public CompletableFuture<byte[]> exchange(MinerAddress to, byte[] request) {
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    openMax = Math.max(openMax, ++open);
    var unused = reply.whenComplete((bytes, failure) -> open--);
    StandInFirmware machine = machines.get(to);
    WireFault fault = machine == null ? WireFault.REFUSED : faults.get();
    time.after(Duration.ofMillis(2), () -> arrive(machine, request, fault, reply));
    return reply;
  }

  private void arrive(
      StandInFirmware machine, byte[] request, WireFault fault, CompletableFuture<byte[]> reply) {
    switch (fault) {
      case REFUSED -> reply.completeExceptionally(new ConnectException("Connection refused"));
      case SILENT, TRICKLING -> {
        machine.answer(request, fault);
        later(GIVES_UP, reply, new SocketTimeoutException("gave no whole reply"));
      }
      case HUGE -> reply.completeExceptionally(new ReplyTooLargeException(1 << 18));
      case SLOW -> {
        byte[] answer = machine.answer(request, fault);
        time.after(Duration.ofMillis(1_500), () -> reply.complete(answer));
      }
      default -> reply.complete(machine.answer(request, fault));
    }
  }

  private void later(Duration delay, CompletableFuture<byte[]> reply, IOException failure) {
    time.after(delay, () -> reply.completeExceptionally(failure));
  }
}
