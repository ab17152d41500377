package io.wattpack.api.report.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes as an SVG picture that needs nothing from elsewhere.
 *
 * @param x what the axis to the right shows
 * @param y what the axis upwards shows
 */
record LineChart(String title, Axis x, Axis y, List<Line> lines) {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 340;
  private static final int LEFT = 70;
  private static final int RIGHT = 12;
  private static final int TOP = 14;
  private static final int BOTTOM = 48;
  private static final int TICKS = 7;
  private static final List<Double> STEPS = List.of(1.0, 2.0, 2.5, 5.0, 10.0);

  LineChart {
    lines = List.copyOf(lines);
  }

  /** A named range of values, unit included in the name. */
  record Axis(String name, double least, double greatest) {
    /** Round numbers inside the range, about seven of them. */
    List<Double> ticks() {
      double rough = (greatest - least) / TICKS;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double step = STEPS.stream().filter(s -> s * power >= rough).findFirst().orElse(10.0) * power;
      List<Double> ticks = new ArrayList<>();
      for (double at = Math.ceil(least / step) * step; at <= greatest + step / 1e6; at += step) {
        ticks.add(at);
      }
      return ticks;
    }
  }

  /**
   * One line.
   *
   * @param dash strokes and gaps; empty: solid
   * @param points by rising x
   */
  record Line(String name, String colour, String dash, List<Point> points) {
    Line {
      points = List.copyOf(points);
    }
  }

  /** One value. */
  record Point(double x, double y) {}

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, Markup.escaped(title)));
    svg.append(
        "<defs><clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath></defs>\n"
            .formatted(clip(), LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM));
    x.ticks().forEach(tick -> svg.append(verticalGrid(tick)));
    y.ticks().forEach(tick -> svg.append(horizontalGrid(tick)));
    svg.append(names());
    lines.forEach(line -> svg.append(path(line)));
    return svg.append("</svg>\n").toString();
  }

  private String verticalGrid(double tick) {
    return "<line class=\"grid\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/><text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
        .formatted(
            at(right(tick)),
            TOP,
            at(right(tick)),
            HEIGHT - BOTTOM,
            at(right(tick)),
            HEIGHT - BOTTOM + 18,
            label(tick));
  }

  private String horizontalGrid(double tick) {
    return "<line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/><text class=\"tick\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>\n"
        .formatted(
            LEFT,
            at(up(tick)),
            WIDTH - RIGHT,
            at(up(tick)),
            LEFT - 8,
            at(up(tick) + 4),
            label(tick));
  }

  private String names() {
    int middle = (TOP + HEIGHT - BOTTOM) / 2;
    return "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n<text class=\"axis\" x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">%s</text>\n"
        .formatted(
            (LEFT + WIDTH - RIGHT) / 2,
            HEIGHT - 10,
            Markup.escaped(x.name()),
            middle,
            middle,
            Markup.escaped(y.name()));
  }

  private String path(Line line) {
    StringBuilder points = new StringBuilder();
    for (Point point : line.points()) {
      points.append(at(right(point.x()))).append(',').append(at(up(point.y()))).append(' ');
    }
    return "<polyline clip-path=\"url(#%s)\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-dasharray=\"%s\" points=\"%s\"><title>%s</title></polyline>\n"
        .formatted(
            clip(),
            line.colour(),
            line.dash().isEmpty() ? "none" : line.dash(),
            points.toString().strip(),
            Markup.escaped(line.name()));
  }

  private String clip() {
    return "clip-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private double right(double value) {
    return LEFT + (value - x.least()) / (x.greatest() - x.least()) * (WIDTH - LEFT - RIGHT);
  }

  private double up(double value) {
    double part = (value - y.least()) / (y.greatest() - y.least());
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
  }

  private static String at(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }

  private static String label(double tick) {
    boolean isWhole = Math.abs(tick - Math.rint(tick)) < 1e-6;
    return String.format(Locale.ROOT, isWhole ? "%,.0f" : "%.1f", tick);
  }
}
