package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how warm it was and is at sites. */
@Command(
    name = "weather",
    description =
        "Tells how warm it is at sites: what transformers carry and cooling draws follows.")
final class SiteWeatherCommand implements Callable<Integer> {
  private static final int MILLI_DIGITS = 3;
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("SITE", "/site"),
          Column.of("MEAN_24H_MILLICELSIUS", "/mean_24h_millicelsius"),
          Column.of("PRESENT_MILLICELSIUS", "/present_millicelsius"),
          Column.of("INPUT", "/input"));

  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "SITE", arity = "1..*", description = "The ids of sites.")
  private List<String> sites;

  @Option(
      names = "--mean-celsius",
      paramLabel = "CELSIUS",
      required = true,
      description = "The mean outside temperature of the last 24 hours, like 33.8.")
  private BigDecimal mean;

  @Option(
      names = "--present-celsius",
      paramLabel = "CELSIUS",
      description = "The outside temperature now, like 36.1; the mean unless told.")
  private @Nullable BigDecimal present;

  @Override
  public Integer call() {
    ApiClient client = shared.asOperator();
    ObjectNode body = Json.object();
    body.put("mean_24h_millicelsius", milli(mean));
    if (present != null) {
      body.put("present_millicelsius", milli(present));
    }
    ArrayNode answers = Json.array();
    for (String site : sites) {
      String path = "/api/v1/sites/" + ApiClient.step(site) + "/weather";
      answers.add(client.put(path, "application/json", body.toString()));
    }
    shared.printer().list(answers, COLUMNS);
    return ExitCode.OK.code();
  }

  /** Finer digits are no weather; they are cut off. */
  private static long milli(BigDecimal celsius) {
    return celsius.movePointRight(MILLI_DIGITS).longValue();
  }
}
