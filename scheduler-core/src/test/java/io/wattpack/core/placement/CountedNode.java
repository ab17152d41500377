package io.wattpack.core.placement;

import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import io.wattpack.core.model.Node;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.policy.NodeView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A node as a count of everything that was booked on it shows it. */
final class CountedNode implements NodeView {
  private final Node node;
  private final GpuModel sheet;
  private final int model;
  private final List<List<DeviceBooking>> bookings = new ArrayList<>();
  private final List<TreeSet<String>> taints = new ArrayList<>();
  private final List<Boolean> open = new ArrayList<>();
  private final TreeSet<String> nodeTaints;
  private final boolean isNodeOpen;
  private final long cpuTaken;
  private final long memoryTaken;
  private final int kinds;

  /** With the number that the state gives its GPU model, for policies. */
  CountedNode(WorldBooks books, Node node, int model) {
    this.node = node;
    this.model = model;
    sheet = books.modelOf(node);
    for (int slot = 0; slot < node.gpuCount(); slot++) {
      bookings.add(books.bookings(node, slot));
      taints.add(books.taints(node, slot));
      open.add(books.isOpen(node, slot));
    }
    kinds = books.kinds(node);
    nodeTaints = books.taints(node, -1);
    isNodeOpen = books.isNodeOpen(node);
    cpuTaken = books.hosted(node).stream().mapToLong(host -> host.cpuMilli()).sum();
    memoryTaken = books.hosted(node).stream().mapToLong(host -> host.memory().value()).sum();
  }

  Node node() {
    return node;
  }

  long riseWatts() {
    return WorldBooks.riseOf(node, sheet);
  }

  List<DeviceBooking> bookings(int slot) {
    return bookings.get(slot);
  }

  boolean isTolerated(int slot, List<String> tolerated) {
    return tolerated.containsAll(taints.get(slot));
  }

  boolean isTolerated(List<String> tolerated) {
    return tolerated.containsAll(nodeTaints);
  }

  @Override
  public int gpuModel() {
    return model;
  }

  @Override
  public int gpuCount() {
    return node.gpuCount();
  }

  @Override
  public int gpusFree() {
    return (int) bookings.stream().filter(List::isEmpty).count();
  }

  @Override
  public int milliFree(int slot) {
    return 1000 - bookings.get(slot).stream().mapToInt(device -> device.share().milli()).sum();
  }

  @Override
  public long memoryFree(int slot) {
    long taken = bookings.get(slot).stream().mapToLong(device -> device.memory().value()).sum();
    return sheet.memory().value() - taken;
  }

  @Override
  public int slicesUsed(int slot) {
    int used = 0;
    for (DeviceBooking device : bookings.get(slot)) {
      MigSlice slice = device.mig();
      used |= slice == null ? 0 : profile(slice).mask(slice.start());
    }
    return used;
  }

  private MigProfile profile(MigSlice slice) {
    return sheet.mig().profiles().stream()
        .filter(profile -> profile.name().equals(slice.profile()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public MigLayout migLayout() {
    return sheet.mig();
  }

  @Override
  public int sliceCount(int slot, int profile) {
    String name = sheet.mig().profiles().get(profile).name();
    return (int)
        bookings.get(slot).stream()
            .map(DeviceBooking::mig)
            .filter(slice -> slice != null && slice.profile().equals(name))
            .count();
  }

  @Override
  public boolean isOpen(int slot) {
    return open.get(slot);
  }

  @Override
  public boolean isNodeOpen() {
    return isNodeOpen;
  }

  @Override
  public long taints(int slot) {
    return bits(taints.get(slot));
  }

  @Override
  public long nodeTaints() {
    return bits(nodeTaints);
  }

  static long bits(Collection<String> keys) {
    return keys.stream().mapToLong(key -> 1L << TightFleet.TAINTS.indexOf(key)).sum();
  }

  @Override
  public int linkedGpus() {
    return node.linkedGpus();
  }

  @Override
  public long cpuMilli() {
    return node.host().cpuMilli() == 0 ? NOT_COUNTED : node.host().cpuMilli();
  }

  @Override
  public long cpuMilliFree() {
    return node.host().cpuMilli() == 0 ? NOT_COUNTED : node.host().cpuMilli() - cpuTaken;
  }

  @Override
  public long hostMemoryFree() {
    long all = node.host().memory().value();
    return all == 0 ? NOT_COUNTED : all - memoryTaken;
  }

  @Override
  public int kindsHosted() {
    return kinds;
  }

  @Override
  public long riseWatts(int slot) {
    return bookings.get(slot).isEmpty() ? riseWatts() : 0;
  }

  @Override
  public long gpuIdleWatts() {
    return sheet.idle().value();
  }

  @Override
  public long gpuPeakWatts() {
    return sheet.peak().value();
  }

  @Override
  public @Nullable CpuPackage cpuPackage() {
    return node.host().cpuPackage();
  }
}
