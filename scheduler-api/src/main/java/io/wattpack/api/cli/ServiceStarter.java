package io.wattpack.api.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Starts the whole service in this process; the composition root is one. Both ways return when
 * requests are served.
 */
public interface ServiceStarter {
  /**
   * Starts with the defaults, on loopback.
   *
   * @param port 0: any free one
   * @param data the folder for everything it keeps, made if need be
   * @param keyFile holds the key of an operator, and is written with a new one when it does not
   *     exist
   */
  RunningService demo(int port, Path data, Path keyFile) throws StartException;

  /**
   * Starts as a configuration file says.
   *
   * @param keyFile as above; null: the keys already known are enough
   */
  RunningService serve(Path config, @Nullable Path keyFile) throws StartException;
}
