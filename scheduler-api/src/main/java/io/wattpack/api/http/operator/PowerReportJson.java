package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.report.power.Baseline;
import io.wattpack.api.report.power.PowerReport;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/** What came of a power event. */
final class PowerReportJson {
  private static final long MILLIS = 1_000;

  private PowerReportJson() {}

  static ObjectNode of(PowerReport report) {
    ObjectNode json = JsonText.object();
    json.put("begins_at", time(report.origin()));
    json.put("recorded_to", time(report.through()));
    json.put("over_at", report.over() == null ? null : time(report.over()));
    json.put("withdrawn", report.isWithdrawn());
    json.put("interval_seconds", report.intervalMillis() / MILLIS);
    @Nullable Baseline baseline = report.baseline();
    json.put("baseline_watts", baseline == null ? null : (Long) baseline.watts());
    json.put("baseline_until", baseline == null ? null : time(baseline.end()));
    json.put("baseline_seconds", baseline == null ? 0 : baseline.coveredMillis() / MILLIS);
    json.set("totals", json(report.totals()));
    ArrayNode intervals = json.putArray("intervals");
    report.lines().forEach(line -> intervals.add(json(line)));
    return json;
  }

  private static ObjectNode json(PowerReport.Totals totals) {
    return JsonText.object()
        .put("commanded_away_watt_hours", totals.commandedAwayWattHours())
        .put("delivered_watt_hours", totals.deliveredWattHours())
        .put("over_delivered_watt_hours", totals.overDeliveredWattHours())
        .put("short_watt_hours", totals.shortWattHours())
        .put("seconds_above_limit", totals.secondsAboveLimit())
        .put("seconds_until_met", totals.secondsUntilMet())
        .put("seconds_not_metered", totals.secondsNotMetered());
  }

  private static ObjectNode json(PowerReport.Line line) {
    return JsonText.object()
        .put("at", time(line.at()))
        .put("seconds", line.millis() / MILLIS)
        .put("commanded_watts", line.commandedWatts())
        .put("planned_watts", line.plannedWatts())
        .put("metered_watts", line.meteredWatts())
        .put("metered_permille", line.coveredPermille())
        .put("held", line.isHeld())
        .put("short_watts", line.shortWatts())
        .put("over_delivered_watts", line.overDeliveredWatts());
  }

  private static String time(long millis) {
    return Lists.time(new EpochMillis(millis));
  }
}
