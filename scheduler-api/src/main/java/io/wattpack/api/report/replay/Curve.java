package io.wattpack.api.report.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums up what is allocated and drawn by how much has arrived. */
final class Curve {
  private final long capacityMilli;
  private final Map<Integer, Sums> sums = new TreeMap<>();

  Curve(long capacityMilli) {
    this.capacityMilli = capacityMilli;
  }

  private static final class Sums {
    private int events;
    private double allocatedPercent;
    private double watts;
  }

  void add(long arrivedMilli, FleetBooks books) {
    int arrivedPercent = (int) Math.round(100.0 * arrivedMilli / capacityMilli);
    Sums at = sums.computeIfAbsent(arrivedPercent, percent -> new Sums());
    at.events++;
    at.allocatedPercent += Math.round(10_000.0 * books.allocatedMilli() / capacityMilli) / 100.0;
    at.watts += books.watts();
  }

  List<CurvePoint> points(boolean hasWatts) {
    List<CurvePoint> points = new ArrayList<>();
    sums.forEach((percent, at) -> points.add(point(percent, at, hasWatts)));
    return points;
  }

  private static CurvePoint point(int percent, Sums at, boolean hasWatts) {
    @Nullable Double kilowatts = hasWatts ? at.watts / at.events / 1000.0 : null;
    return new CurvePoint(percent, at.allocatedPercent / at.events, kilowatts);
  }
}
