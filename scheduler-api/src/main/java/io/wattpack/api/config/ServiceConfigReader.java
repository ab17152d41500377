package io.wattpack.api.config;

import static java.lang.Math.toIntExact;

import io.wattpack.api.config.ServiceConfig.Learning;
import io.wattpack.api.config.ServiceConfig.Limits;
import io.wattpack.api.config.ServiceConfig.Listen;
import io.wattpack.api.config.ServiceConfig.Miners;
import io.wattpack.api.config.ServiceConfig.Storage;
import io.wattpack.api.config.ServiceConfig.Telemetry;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@link ServiceConfig} as YAML. */
final class ServiceConfigReader {
  private final Path folder;
  private final Problems problems = new Problems();

  private ServiceConfigReader(Path folder) {
    this.folder = folder;
  }

  static ServiceConfigResult read(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    ServiceConfigReader reader =
        new ServiceConfigReader(parent == null ? file.toAbsolutePath() : parent);
    return reader.result(TextFile.read(file, reader.problems).flatMap(reader::parse));
  }

  private Optional<ServiceConfig> parse(String text) {
    return YamlText.read(text, problems)
        .flatMap(node -> Section.root(node, "the configuration", problems))
        .map(this::config);
  }

  private ServiceConfigResult result(Optional<ServiceConfig> config) {
    return config.isPresent() && problems.isEmpty()
        ? new ServiceConfigResult.Valid(config.get())
        : new ServiceConfigResult.Invalid(problems.list());
  }

  private ServiceConfig config(Section root) {
    Listen listen = listen(root.section(ServiceKeys.LISTEN, "the address to listen on"));
    Path dataDir = path(root, ServiceKeys.DATA_DIR);
    Path fleetFile = path(root, ServiceKeys.FLEET_FILE);
    Storage storage = storage(root.section(ServiceKeys.STORAGE, "the storage"));
    Limits limits = limits(root.section(ServiceKeys.LIMITS, "the limits"));
    Learning learning = learning(root.section(ServiceKeys.LEARNING, "the learning"));
    Telemetry telemetry = telemetry(root.section(ServiceKeys.TELEMETRY, "the telemetry"));
    Miners miners = MinerKeys.read(root.section(ServiceKeys.MINERS, "the miners"));
    root.refuseOthers();
    return new ServiceConfig(
        listen,
        dataDir == null ? folder : dataDir,
        fleetFile,
        storage,
        limits,
        learning,
        telemetry,
        miners);
  }

  private static Listen listen(Section section) {
    String host = section.text(ServiceKeys.HOST).orElse("");
    Listen listen = new Listen(host, whole(section, ServiceKeys.PORT));
    section.refuseOthers();
    return listen;
  }

  private static Storage storage(Section section) {
    Storage storage = new Storage(section.number(ServiceKeys.PAGES_MAX));
    section.refuseOthers();
    return storage;
  }

  private static Limits limits(Section section) {
    Limits limits =
        new Limits(
            section.number(ServiceKeys.FILE_BYTES_MAX),
            whole(section, ServiceKeys.BATCH_LINES_MAX),
            whole(section, ServiceKeys.LINE_BYTES_MAX),
            whole(section, ServiceKeys.BODY_BYTES_MAX));
    section.refuseOthers();
    return limits;
  }

  private static Learning learning(Section section) {
    Learning learning =
        new Learning(
            section.word(ServiceKeys.LEARNING_ENABLED).holds(),
            whole(section, ServiceKeys.CORE_PERMILLE),
            whole(section, ServiceKeys.ARRIVALS_FIRST),
            whole(section, ServiceKeys.ARRIVALS_SECOND),
            whole(section, ServiceKeys.ARRIVALS_THIRD),
            whole(section, ServiceKeys.DRIFT_PERMILLE),
            whole(section, ServiceKeys.DRIFT_ARRIVALS));
    section.refuseOthers();
    return learning;
  }

  private static Telemetry telemetry(Section section) {
    Telemetry telemetry =
        new Telemetry(
            whole(section, ServiceKeys.STALE_SECONDS), whole(section, ServiceKeys.VIRTUAL_SECONDS));
    section.refuseOthers();
    return telemetry;
  }

  /** Null when none is named, or what is named is no path. */
  private @Nullable Path path(Section section, Key.Text key) {
    String text = section.text(key).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      section.problem(
          key.name(),
          FileRule.BAD_NAME,
          text,
          "must be " + key.rule(),
          "Maybe remove unusual characters.");
      return null;
    }
  }

  private static int whole(Section section, Key.WholeNumber key) {
    return toIntExact(section.number(key));
  }

  static String write(ServiceConfig config) {
    YamlLines lines = new YamlLines();
    lines.open(ServiceKeys.LISTEN);
    lines.put(ServiceKeys.HOST.name(), config.listen().host());
    put(lines, ServiceKeys.PORT, config.listen().port());
    lines.close();
    lines.put(ServiceKeys.DATA_DIR.name(), config.dataDir().toString());
    if (config.fleetFile() != null) {
      lines.put(ServiceKeys.FLEET_FILE.name(), config.fleetFile().toString());
    }
    lines.open(ServiceKeys.STORAGE);
    put(lines, ServiceKeys.PAGES_MAX, config.storage().pagesMax());
    lines.close();
    lines.open(ServiceKeys.LIMITS);
    writeLimits(lines, config.limits());
    lines.close();
    lines.open(ServiceKeys.LEARNING);
    writeLearning(lines, config.learning());
    lines.close();
    lines.open(ServiceKeys.TELEMETRY);
    put(lines, ServiceKeys.STALE_SECONDS, config.telemetry().staleSeconds());
    put(lines, ServiceKeys.VIRTUAL_SECONDS, config.telemetry().virtualSeconds());
    lines.close();
    lines.open(ServiceKeys.MINERS);
    MinerKeys.write(lines, config.miners());
    lines.close();
    return lines.toString();
  }

  private static void writeLimits(YamlLines lines, Limits limits) {
    put(lines, ServiceKeys.FILE_BYTES_MAX, limits.fileBytesMax());
    put(lines, ServiceKeys.BATCH_LINES_MAX, limits.batchLinesMax());
    put(lines, ServiceKeys.LINE_BYTES_MAX, limits.lineBytesMax());
    put(lines, ServiceKeys.BODY_BYTES_MAX, limits.bodyBytesMax());
  }

  private static void writeLearning(YamlLines lines, Learning learning) {
    lines.put(ServiceKeys.LEARNING_ENABLED.name(), YesNo.of(learning.isEnabled()).label());
    put(lines, ServiceKeys.CORE_PERMILLE, learning.corePermille());
    put(lines, ServiceKeys.ARRIVALS_FIRST, learning.arrivalsFirst());
    put(lines, ServiceKeys.ARRIVALS_SECOND, learning.arrivalsSecond());
    put(lines, ServiceKeys.ARRIVALS_THIRD, learning.arrivalsThird());
    put(lines, ServiceKeys.DRIFT_PERMILLE, learning.driftPermille());
    put(lines, ServiceKeys.DRIFT_ARRIVALS, learning.driftArrivals());
  }

  private static void put(YamlLines lines, Key key, long value) {
    lines.put(key.name(), Long.toString(value));
  }
}
