package io.wattpack.api.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Starts a {@link FakeService} instead of a service, as often as asked, and counts the ends. */
final class FakeStarter implements ServiceStarter {
  private final @Nullable FakeService service;
  private final AtomicInteger closed = new AtomicInteger();
  private int portTaken;

  FakeStarter(@Nullable FakeService service) {
    this.service = service;
  }

  /** For commands that start nothing. */
  static ServiceStarter none() {
    return new FakeStarter(null);
  }

  FakeStarter whenPortTaken(int port) {
    portTaken = port;
    return this;
  }

  int closed() {
    return closed.get();
  }

  @Override
  public RunningService demo(int port, Path data, Path keyFile) throws StartException {
    if (portTaken != 0) {
      throw StartException.portTaken(portTaken);
    }
    try {
      Files.writeString(keyFile, "wp_live_operator\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return running();
  }

  @Override
  public RunningService serve(Path config, @Nullable Path keyFile) throws StartException {
    throw new StartException(ExitCode.REFUSED, "The file is wrong.\nMaybe write another.");
  }

  private RunningService running() {
    return new RunningService() {
      @Override
      public int port() {
        return URI.create(service.url()).getPort();
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
