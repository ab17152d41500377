package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what the meters of a site read. */
@Command(name = "telemetry", description = "Tells what meters at the power domains of a site read.")
final class SiteTelemetryCommand implements Callable<Integer> {
  private static final Pattern READING = Pattern.compile("(.{1,200})=([0-9]{1,18}|none)");
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("SITE", "/site"),
          Column.of("SOURCE", "/source"),
          Column.of("SAMPLED_AT", "/sampled_at"),
          Column.of("METERS", "/meters"),
          Column.of("INPUT", "/input"));

  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "SITE", description = "The id of a site.")
  private String site;

  @Option(
      names = "--meter",
      paramLabel = "DOMAIN=WATTS",
      required = true,
      description = "What the meter of a power domain read; none: it has no meter any more.")
  private List<String> meters;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "What took it: meter, bmc, driver or virtual (default: meter).")
  private String source = "meter";

  @Option(
      names = "--sampled-at",
      paramLabel = "TIME",
      description = "When it was read, like 2026-07-01T18:00:00Z (default: now).")
  private @Nullable String sampledAt;

  @Override
  public Integer call() {
    ObjectNode body = Json.object();
    body.put("source", source);
    if (sampledAt != null) {
      body.put("sampled_at", sampledAt);
    }
    ArrayNode readings = body.putArray("meters");
    meters.forEach(meter -> readings.add(reading(meter)));
    String path = "/api/v1/sites/" + ApiClient.step(site) + "/telemetry";
    shared
        .printer()
        .list(
            Json.array().add(shared.asOperator().put(path, "application/json", body.toString())),
            COLUMNS);
    return ExitCode.OK.code();
  }

  private static ObjectNode reading(String text) {
    Matcher parts = READING.matcher(text);
    if (!parts.matches()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--meter is no reading: '%s'.".formatted(text),
          "write DOMAIN=WATTS, like feeder-a=41250, or DOMAIN=none: `wattpack site telemetry --help`.");
    }
    ObjectNode reading = Json.object().put("power_domain", parts.group(1));
    if (parts.group(2).equals("none")) {
      reading.putNull("watts");
    } else {
      reading.put("watts", Long.parseLong(parts.group(2)));
    }
    return reading;
  }
}
