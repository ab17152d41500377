package io.wattpack.api.site.miner;

import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.units.Watts;
import java.io.IOException;
import java.math.RoundingMode;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose firmware answers JSON over TCP, one command a connection.
 *
 * <p>What changes a machine needs a session, of which it grants one at a time: an order is logon,
 * command, logoff. A session that another holds is waited for; one that has expired is asked for
 * anew, once; the logoff is sent whatever came before it. Orders and readings of one machine follow
 * each other, so that an order never overtakes the one before it, not even one that was given up.
 */
public final class JsonTcpMiner implements MinerControl {
  private static final int RENEWALS_MAX = 1;

  private final MinerAddress address;
  private final MinerTransport transport;
  private final Stopwatch stopwatch;
  private final Executor executor;
  private final RandomGenerator random;
  private final JsonTcpOptions options;
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  /**
   * A machine at an address; nothing is sent yet.
   *
   * @param executor the site's, serial
   * @param random spreads what several machines would do at once
   */
  public JsonTcpMiner(
      MinerAddress address,
      MinerTransport transport,
      Stopwatch stopwatch,
      Executor executor,
      RandomGenerator random,
      JsonTcpOptions options) {
    this.address = address;
    this.transport = transport;
    this.stopwatch = stopwatch;
    this.executor = executor;
    this.random = random;
    this.options = options;
  }

  /** Whether the time of an order is over: then nothing more is begun for it. */
  private static final class Deadline {
    private boolean isOver;
    private @Nullable String refusal;
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public CompletableFuture<MinerReading> read() {
    return inTurn("a reading", this::readNow);
  }

  @Override
  public CompletableFuture<Void> sleep() {
    return order("curtail", "sleep");
  }

  @Override
  public CompletableFuture<Void> wake() {
    return order("curtail", "wakeup");
  }

  @Override
  public CompletableFuture<Void> aimAt(Watts target) {
    return order("powertargetset", "power=" + target.value());
  }

  private CompletableFuture<MinerReading> readNow(Deadline deadline) {
    return ask(deadline, "config")
        .thenCompose(
            config ->
                ask(deadline, "summary")
                    .thenCompose(
                        summary ->
                            ask(deadline, "power")
                                .thenApply(power -> reading(config, summary, power))));
  }

  private static MinerReading reading(MinerReply config, MinerReply summary, MinerReply power) {
    long hashes = summary.figure("SUMMARY", "GHS 5s", RoundingMode.DOWN);
    Watts watts = Watts.of(power.figure("POWER", "Watts", RoundingMode.UP));
    boolean hasTarget =
        config.isTrue("CONFIG", "IsPowerTargetEnabled") && config.has("CONFIG", "IdealPowerTarget");
    return new MinerReading(
        watts,
        mode(config.word("CONFIG", "CurtailMode"), hashes),
        hasTarget ? Watts.of(config.figure("CONFIG", "IdealPowerTarget", RoundingMode.UP)) : null,
        config.isTrue("CONFIG", "IsPowerTargetSupported"),
        hashes);
  }

  private static MinerMode mode(@Nullable String word, long hashes) {
    if (word == null) {
      return MinerMode.UNKNOWN;
    }
    if (word.toLowerCase(Locale.ROOT).equals("sleep")) {
      return MinerMode.ASLEEP;
    }
    return hashes > 0 ? MinerMode.AWAKE : MinerMode.RAMPING;
  }

  private CompletableFuture<Void> order(String command, String parameter) {
    return inTurn(
        command + " " + parameter,
        deadline -> inSession(deadline, command, parameter, RENEWALS_MAX));
  }

  private CompletableFuture<Void> inSession(
      Deadline deadline, String command, String parameter, int renewals) {
    return logon(deadline)
        .thenCompose(
            session -> {
              MinerRequest request = new MinerRequest(address, command, session, parameter);
              return exchange(deadline, request)
                  .handle((reply, failure) -> failure)
                  .thenCompose(failure -> logoff(session).thenApply(unused -> failure));
            })
        .thenCompose(
            failure -> {
              if (failure == null) {
                return CompletableFuture.completedFuture(null);
              }
              return renewals > 0 && isAboutTheSession(failure)
                  ? inSession(deadline, command, parameter, renewals - 1)
                  : CompletableFuture.failedFuture(cause(failure));
            });
  }

  private static boolean isAboutTheSession(Throwable failure) {
    return isRefusal(failure)
        && String.valueOf(cause(failure).getMessage()).toLowerCase(Locale.ROOT).contains("session");
  }

  private static boolean isRefusal(Throwable failure) {
    return cause(failure) instanceof MinerException e && e.fault() == MinerFault.REFUSED;
  }

  /** Completes with a session of our own; waits while another has it. */
  private CompletableFuture<String> logon(Deadline deadline) {
    MinerRequest request = MinerRequest.of(address, "logon");
    return exchange(deadline, request)
        .thenApply(reply -> session(request, reply))
        .exceptionallyCompose(
            failure ->
                isRefusal(failure)
                    ? logonLater(deadline, cause(failure))
                    : CompletableFuture.failedFuture(cause(failure)));
  }

  private static String session(MinerRequest request, MinerReply reply) {
    String session = reply.word("SESSION", "SessionID");
    if (session == null || !session.matches("[\\x21-\\x2b\\x2d-\\x7e]{1,200}")) {
      throw request.failed(MinerFault.BAD_VALUE, "granted a session without a usable name");
    }
    return session;
  }

  private CompletableFuture<String> logonLater(Deadline deadline, Throwable refusal) {
    deadline.refusal = firstLine(refusal);
    CompletableFuture<Void> pause = new CompletableFuture<>();
    long millis = options.sessionRetryMillis();
    stopwatch.after(millis / 2 + random.nextLong(millis + 1), () -> pause.complete(null));
    return pause.thenCompose(unused -> logon(deadline));
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** Never fails and has no deadline: a session left behind keeps everybody out for a minute. */
  private CompletableFuture<Void> logoff(String session) {
    return exchange(new Deadline(), new MinerRequest(address, "logoff", session, ""))
        .handle((reply, failure) -> null);
  }

  private CompletableFuture<MinerReply> ask(Deadline deadline, String command) {
    return exchange(deadline, MinerRequest.of(address, command));
  }

  private CompletableFuture<MinerReply> exchange(Deadline deadline, MinerRequest request) {
    if (deadline.isOver) {
      return CompletableFuture.failedFuture(
          request.failed(MinerFault.TOO_LATE, "was not asked any more: its time was over"));
    }
    return transport
        .exchange(address, request.bytes())
        .handleAsync((bytes, failure) -> reply(request, bytes, failure), executor);
  }

  private static MinerReply reply(
      MinerRequest request, byte @Nullable [] bytes, @Nullable Throwable failure) {
    if (bytes != null) {
      return MinerReply.read(request, bytes);
    }
    Throwable cause = failure == null ? new IOException("no reply") : cause(failure);
    if (!(cause instanceof IOException)) {
      throw new CompletionException(cause);
    }
    throw request.failed(faultOf(cause), "failed: " + cause.getMessage());
  }

  private static MinerFault faultOf(Throwable cause) {
    return switch (cause) {
      case SocketTimeoutException e -> MinerFault.TOO_LATE;
      case ReplyTooLargeException e -> MinerFault.TOO_LARGE;
      default -> MinerFault.UNREACHABLE;
    };
  }

  private <T> CompletableFuture<T> inTurn(
      String what, Function<Deadline, CompletableFuture<T>> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Deadline deadline = new Deadline();
    Cancellable limit =
        stopwatch.after(options.orderMillis(), () -> giveUp(what, deadline, answer));
    CompletableFuture<T> done = last.thenComposeAsync(unused -> work.apply(deadline), executor);
    last = done.handle((value, failure) -> null);
    var unused =
        done.whenComplete(
            (value, failure) -> {
              limit.cancel();
              if (failure == null) {
                answer.complete(value);
              } else {
                answer.completeExceptionally(cause(failure));
              }
            });
    return answer;
  }

  /** What is under way still ends as it would, and the next order waits for it. */
  private void giveUp(String what, Deadline deadline, CompletableFuture<?> answer) {
    deadline.isOver = true;
    String why = "did not do it within %d ms".formatted(options.orderMillis());
    answer.completeExceptionally(
        deadline.refusal == null
            ? new MinerException(address, what, MinerFault.TOO_LATE, why)
            : new MinerException(
                address, what, MinerFault.SESSION_TAKEN, why + ": " + deadline.refusal));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException e && e.getCause() != null
        ? e.getCause()
        : failure;
  }
}
