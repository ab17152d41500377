package io.wattpack.api.report.power;

import io.wattpack.api.journal.Migration;
import java.util.List;

/**
 * The tables of what was recorded of power events. Moments are epoch milliseconds; {@code
 * watt_millis} is the integral of the readings, {@code metered_millis} the time that they cover.
 */
public final class PowerReportSchema {
  public static final List<Migration> MIGRATIONS =
      List.of(
          Migration.of(
              "power-report-1",
              """
              CREATE TABLE power_reports (
                number INTEGER PRIMARY KEY, event TEXT NOT NULL, domain TEXT NOT NULL,
                target_watts BIGINT NOT NULL, kind TEXT NOT NULL, notice_at BIGINT NOT NULL,
                start_at BIGINT NOT NULL, ramp_millis BIGINT NOT NULL, end_at BIGINT,
                correlation_id TEXT, from_watts BIGINT, origin_at BIGINT NOT NULL,
                interval_millis BIGINT NOT NULL, over_at BIGINT, is_withdrawn BIGINT NOT NULL,
                is_closed BIGINT NOT NULL, baseline_watts BIGINT, baseline_millis BIGINT NOT NULL,
                baseline_end BIGINT, through_at BIGINT NOT NULL, reading_watts BIGINT,
                reading_at BIGINT, hardware_watts BIGINT, ceiling_watts BIGINT)
              """,
              "CREATE INDEX power_reports_by_event ON power_reports (event, number)",
              "CREATE INDEX power_reports_open ON power_reports (is_closed, number)",
              """
              CREATE TABLE power_report_intervals (
                report BIGINT NOT NULL, at BIGINT NOT NULL, millis BIGINT NOT NULL,
                held_millis BIGINT NOT NULL, commanded_watts BIGINT, planned_watts BIGINT,
                watt_millis BIGINT NOT NULL, metered_millis BIGINT NOT NULL,
                PRIMARY KEY (report, at))
              """));

  private PowerReportSchema() {}
}
