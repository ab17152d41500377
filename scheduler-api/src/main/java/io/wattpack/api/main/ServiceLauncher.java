package io.wattpack.api.main;

import io.wattpack.api.auth.KeyGrant;
import io.wattpack.api.cli.ExitCode;
import io.wattpack.api.cli.RunningService;
import io.wattpack.api.cli.ServiceStarter;
import io.wattpack.api.cli.StartException;
import io.wattpack.api.config.FleetFile;
import io.wattpack.api.config.FleetFileResult;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.config.ServiceConfigResult;
import io.wattpack.api.journal.DataDirectoryInUseException;
import io.wattpack.core.model.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Starts the service for the command line, and says in one line why it cannot. */
public final class ServiceLauncher implements ServiceStarter {
  /**
   * A process that must recover ends without a farewell: whatever it would still say could be
   * untrue.
   */
  private static final int RECOVER = 70;

  @Override
  public RunningService demo(int port, Path data, Path keyFile) throws StartException {
    ServiceConfig config =
        ServiceConfig.defaults(data)
            .withListen(new ServiceConfig.Listen(ServiceConfig.Listen.DEFAULT.host(), port));
    return start(config, null, keyFile);
  }

  @Override
  public RunningService serve(Path configFile, @Nullable Path keyFile) throws StartException {
    ServiceConfig config = config(configFile);
    Path fleetFile = config.fleetFile();
    return start(config, fleetFile == null ? null : fleet(fleetFile), keyFile);
  }

  private static RunningService start(
      ServiceConfig config, @Nullable Fleet fleet, @Nullable Path keyFile) throws StartException {
    List<KeyGrant> grants = keyFile == null ? List.of() : List.of(KeyGrant.operator(keyFile));
    try {
      Service service = Service.start(config, fleet, grants);
      CompletionStage<Throwable> failure = service.failure();
      failure.thenAccept(cause -> Runtime.getRuntime().halt(RECOVER));
      return service;
    } catch (PortTakenException e) {
      throw StartException.portTaken(config.listen().port());
    } catch (DataDirectoryInUseException e) {
      throw new StartException(ExitCode.CONFLICT, message(e));
    } catch (StartFailure | UncheckedIOException | IllegalArgumentException e) {
      throw new StartException(ExitCode.FAILURE, message(e));
    }
  }

  private static ServiceConfig config(Path file) throws StartException {
    try {
      return switch (ServiceConfig.read(file)) {
        case ServiceConfigResult.Valid(ServiceConfig config) -> config;
        case ServiceConfigResult.Invalid invalid ->
            throw new StartException(ExitCode.USAGE, invalid.format());
      };
    } catch (IOException e) {
      throw unreadable("configuration", file, e);
    }
  }

  private static Fleet fleet(Path file) throws StartException {
    try {
      return switch (FleetFile.read(file)) {
        case FleetFileResult.Valid(Fleet fleet) -> fleet;
        case FleetFileResult.Invalid invalid ->
            throw new StartException(ExitCode.USAGE, invalid.format());
      };
    } catch (IOException e) {
      throw unreadable("fleet", file, e);
    }
  }

  private static StartException unreadable(String what, Path file, IOException e) {
    String why = e instanceof NoSuchFileException ? "does not exist" : "cannot be read";
    return new StartException(
        ExitCode.USAGE, "The %s file %s %s.\nMaybe check its path.".formatted(what, file, why));
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
