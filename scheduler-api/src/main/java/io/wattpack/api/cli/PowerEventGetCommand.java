package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one power event and what came of it. */
@Command(
    name = "get",
    description = "Shows a power event and what came of it; every interval with -o json.")
final class PowerEventGetCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "EVENT", description = "The id of a power event.")
  private String event;

  @Override
  public Integer call() {
    JsonNode json = shared.asOperator().get(PowerEventCommand.PATH + "/" + ApiClient.step(event));
    shared.printer().lines(json, lines(json));
    return ExitCode.OK.code();
  }

  private static List<String> lines(JsonNode event) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s at %s: %s, at most %s W from %s%s until %s"
            .formatted(
                text(event, "id"),
                text(event, "domain"),
                text(event, "state")
                    + (event.at("/report/withdrawn").asBoolean() ? " (withdrawn)" : ""),
                text(event, "target_watts"),
                text(event, "start"),
                event.path("ramp_seconds").asLong() == 0
                    ? ""
                    : " in " + text(event, "ramp_seconds") + " s",
                event.path("end").isTextual() ? text(event, "end") : "it is cancelled"));
    JsonNode report = event.path("report");
    if (report.isObject()) {
      add(report, lines);
    } else {
      lines.add("Nothing was recorded of it yet.");
    }
    return lines;
  }

  private static void add(JsonNode report, List<String> lines) {
    JsonNode totals = report.path("totals");
    lines.add("Recorded to        " + text(report, "recorded_to"));
    lines.add(
        "Baseline           %s, from %s s of readings"
            .formatted(with(report, "baseline_watts", "W"), text(report, "baseline_seconds")));
    lines.add("Commanded away     " + with(totals, "commanded_away_watt_hours", "Wh"));
    lines.add("Delivered          " + with(totals, "delivered_watt_hours", "Wh"));
    lines.add("Over-delivered     " + with(totals, "over_delivered_watt_hours", "Wh"));
    lines.add("Short              " + with(totals, "short_watt_hours", "Wh"));
    lines.add("Above the limit    " + with(totals, "seconds_above_limit", "s"));
    lines.add("Met after          " + with(totals, "seconds_until_met", "s"));
    lines.add("Not metered        " + with(totals, "seconds_not_metered", "s"));
  }

  private static String text(JsonNode object, String member) {
    return object.path(member).asText();
  }

  private static String with(JsonNode object, String member, String unit) {
    JsonNode figure = object.path(member);
    return figure.isNumber() ? figure.asText() + " " + unit : "not known";
  }
}
