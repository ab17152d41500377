package io.wattpack.api.report.replay;

import io.wattpack.api.report.replay.LineChart.Axis;
import io.wattpack.api.report.replay.LineChart.Line;
import io.wattpack.api.report.replay.LineChart.Point;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A replay as one HTML page that needs nothing from elsewhere: the curves of all policies side by
 * side, and their figures.
 */
public final class ReplayReport {
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#444444", "#8c564b");
  private static final List<String> DASHES = List.of("", "7 4", "2 3");

  private final Source source;
  private final ReplayTrace trace;
  private final List<ReplayResult> results;

  private ReplayReport(Source source, ReplayTrace trace, List<ReplayResult> results) {
    this.source = source;
    this.trace = trace;
    this.results = results;
  }

  /**
   * Where the trace came from, in names for people.
   *
   * @param order the file of the order; null: it was drawn from the seed
   */
  public record Source(String nodes, String pods, @Nullable String order, long seed) {}

  /** The whole page; at least one result. */
  public static String html(Source source, ReplayTrace trace, List<ReplayResult> results) {
    return new ReplayReport(source, trace, results).html();
  }

  private String html() {
    return PAGE.replace("{{facts}}", Markup.escaped(facts()))
        .replace("{{legend}}", legend())
        .replace("{{charts}}", charts())
        .replace("{{table}}", table());
  }

  private String facts() {
    String arrivals =
        source.order() == null
            ? "drawn from the seed %d".formatted(source.seed())
            : "in the order of " + source.order();
    return String.format(
        Locale.ROOT,
        "%,d nodes with %,d GPUs (%s); %,d arrivals of %,d pods (%s), %s.",
        trace.nodes().size(),
        trace.capacityMilli() / 1000,
        source.nodes(),
        trace.arrivals().size(),
        trace.pods().size(),
        source.pods(),
        arrivals);
  }

  private String legend() {
    StringBuilder legend = new StringBuilder();
    for (int i = 0; i < results.size(); i++) {
      legend.append(
          "<li><svg viewBox=\"0 0 34 10\" width=\"34\" height=\"10\"><line x1=\"1\" y1=\"5\" x2=\"33\" y2=\"5\" stroke=\"%s\" stroke-width=\"3\" stroke-dasharray=\"%s\"/></svg>%s</li>\n"
              .formatted(
                  colour(i),
                  dash(i).isEmpty() ? "none" : dash(i),
                  Markup.escaped(results.get(i).policy())));
    }
    return legend.toString();
  }

  private String charts() {
    StringBuilder charts = new StringBuilder();
    charts.append(figure(allocation(), "What arrives is placed, until no GPU has room that fits."));
    charts.append(figure(saturation(), "The upper end of the same curves, where policies differ."));
    if (results.stream().allMatch(result -> result.kilowattsAt(lastPercent()).isPresent())) {
      charts.append(figure(power(), "Modelled draw of all nodes, GPUs and processors."));
    }
    return charts.toString();
  }

  private static String figure(LineChart chart, String caption) {
    return "<figure><h2>%s</h2>\n%s<figcaption>%s</figcaption></figure>\n"
        .formatted(Markup.escaped(chart.title()), chart.svg(), Markup.escaped(caption));
  }

  private LineChart allocation() {
    return new LineChart(
        "Allocated GPUs",
        arrived(0),
        new Axis("allocated, % of GPUs", 0, 100),
        lines(CurvePoint::allocatedPercent));
  }

  /** The upper end of the curves, from a little below the lowest. */
  private LineChart saturation() {
    double lowest = results.stream().mapToDouble(ReplayResult::allocatedEndPercent).min().orElse(0);
    double most = points().mapToDouble(CurvePoint::allocatedPercent).max().orElse(100);
    double from = Math.max(0, Math.floor(lowest - 2));
    int arrivedFrom = (int) from / 5 * 5;
    return new LineChart(
        "Allocated GPUs near saturation",
        arrived(arrivedFrom < lastPercent() ? arrivedFrom : 0),
        new Axis("allocated, % of GPUs", from, Math.max(from + 1, Math.min(100, most + 0.5))),
        lines(CurvePoint::allocatedPercent));
  }

  private LineChart power() {
    double most = points().mapToDouble(ReplayReport::kilowatts).max().orElse(1);
    return new LineChart(
        "Modelled power",
        arrived(0),
        new Axis("power, kW", 0, Math.max(1, most * 1.03)),
        lines(ReplayReport::kilowatts));
  }

  private Axis arrived(int from) {
    return new Axis("arrived demand, % of GPUs", from, Math.max(from + 1, lastPercent()));
  }

  private int lastPercent() {
    return points().mapToInt(CurvePoint::arrivedPercent).max().orElse(0);
  }

  private Stream<CurvePoint> points() {
    return results.stream().flatMap(result -> result.curve().stream());
  }

  private static double kilowatts(CurvePoint point) {
    Double known = point.kilowatts();
    return known == null ? 0 : known;
  }

  private List<Line> lines(Function<CurvePoint, Double> value) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      List<Point> points =
          results.get(i).curve().stream()
              .map(point -> new Point(point.arrivedPercent(), value.apply(point)))
              .toList();
      lines.add(new Line(results.get(i).policy(), colour(i), dash(i), points));
    }
    return lines;
  }

  private static String colour(int line) {
    return COLOURS.get(line % COLOURS.size());
  }

  private static String dash(int line) {
    return DASHES.get(line / COLOURS.size() % DASHES.size());
  }

  private String table() {
    StringBuilder table = new StringBuilder("<thead><tr><th>policy</th>");
    List<Figures.Figure> shown =
        Figures.ALL.stream()
            .filter(figure -> results.stream().anyMatch(r -> figure.rounded(r).isPresent()))
            .toList();
    shown.forEach(
        figure -> table.append("<th>").append(Markup.escaped(figure.heading())).append("</th>"));
    table.append("</tr></thead>\n<tbody>\n");
    for (ReplayResult result : results) {
      table.append("<tr><th>").append(Markup.escaped(result.policy())).append("</th>");
      shown.forEach(figure -> table.append(cell(figure, result)));
      table.append("</tr>\n");
    }
    return table.append("</tbody>").toString();
  }

  private String cell(Figures.Figure figure, ReplayResult result) {
    Optional<BigDecimal> value = figure.rounded(result);
    String text = value.map(number -> text(number)).orElse("-");
    boolean isBest = results.size() > 1 && value.isPresent() && value.equals(best(figure));
    return isBest ? "<td class=\"best\">%s</td>".formatted(text) : "<td>%s</td>".formatted(text);
  }

  private Optional<BigDecimal> best(Figures.Figure figure) {
    Stream<BigDecimal> values = results.stream().map(figure::rounded).flatMap(Optional::stream);
    return switch (figure.better()) {
      case HIGHER -> values.max(Comparator.naturalOrder());
      case LOWER -> values.min(Comparator.naturalOrder());
      case NEITHER -> Optional.empty();
    };
  }

  private static String text(BigDecimal number) {
    String decimals = number.scale() == 0 ? "" : "." + "0".repeat(number.scale());
    return new DecimalFormat("#,##0" + decimals, DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>Wattpack replay</title>
      <style>
      body { margin: 0 auto; padding: 28px 32px 48px; max-width: 1480px; background: #fff; color: #1c2430;
        font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
      h1 { font-size: 26px; margin: 0 0 4px; }
      h2 { font-size: 17px; margin: 0 0 6px; }
      p { margin: 4px 0 14px; max-width: 90ch; color: #465264; }
      ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 6px 22px; margin: 14px 0; padding: 0; font-weight: 600; }
      ul.legend svg { margin-right: 8px; vertical-align: middle; }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 18px; }
      figure { margin: 0; padding: 14px 16px 12px; border: 1px solid #dde3ea; border-radius: 8px; }
      figure svg { width: 100%; height: auto; display: block; }
      figcaption { color: #5a6675; font-size: 13.5px; }
      .grid { stroke: #e5e9ee; stroke-width: 1; }
      .tick { fill: #5a6675; font-size: 13px; }
      .axis { fill: #1c2430; font-size: 13.5px; }
      .scroll { overflow-x: auto; margin-top: 22px; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th, td { padding: 7px 10px; text-align: right; border-bottom: 1px solid #e5e9ee; white-space: nowrap; }
      thead th { color: #465264; font-size: 13px; border-bottom: 2px solid #c3ccd6; }
      tr > th:first-child { text-align: left; }
      td.best { font-weight: 700; background: #eaf5ee; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; max-width: 110ch; color: #465264; margin-top: 26px; font-size: 14px; }
      dt { font-weight: 600; color: #1c2430; }
      dd { margin: 0; }
      </style>
      </head>
      <body>
      <h1>Wattpack replay</h1>
      <p>{{facts}} A pod that fits is placed at once and stays; one that does not is refused for good.</p>
      <ul class="legend">
      {{legend}}</ul>
      <div class="charts">
      {{charts}}</div>
      <div class="scroll"><table>
      {{table}}
      </table></div>
      <dl>
      <dt>arrived</dt><dd>Demand of all pods that came, placed or not, in % of the GPUs installed.</dd>
      <dt>% at 100, % at end</dt><dd>GPUs allocated when that much had arrived (mean over the arrivals that round to 100 %), and at the end.</dd>
      <dt>GPUs left</dt><dd>GPUs, in parts, that nothing is allocated on at the end.</dd>
      <dt>failed</dt><dd>Pods refused.</dd>
      <dt>frag %</dt><dd>Free GPU capacity at the end that a typical pod cannot use, in % of all GPUs.</dd>
      <dt>kW at 25 ... 100</dt><dd>Modelled draw when that much had arrived, by published figures for each model of GPU and processor.</dd>
      <dt>decisions/s, p50, p99</dt><dd>Speed of the last of several equal passes on one thread, every decision judged by the checker; microseconds a decision.</dd>
      <dt>learn s</dt><dd>Seconds spent on learning from the mix of pods before the first arrival.</dd>
      </dl>
      </body>
      </html>
      """;
}
