package io.wattpack.api.simulation;

import io.wattpack.api.journal.Store;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Promise 3: what a customer was told is there. */
final class Acknowledgements {
  private Acknowledgements() {}

  static void check(Store store, Customers customers) {
    Set<String> files = ids(store, "files");
    customers.uploads().forEach(upload -> require(files, upload.id()));
    Set<String> batches = ids(store, "batches");
    customers.orders().forEach(order -> require(batches, order.id()));
    Set<String> tasks = ids(store, "task_jobs");
    customers.tasks().keySet().forEach(task -> require(tasks, task));
  }

  private static Set<String> ids(Store store, String table) {
    Set<String> ids = new HashSet<>();
    ResultAudit.lines(store, "SELECT id FROM " + table).forEach(line -> ids.add(line.strip()));
    return ids;
  }

  private static void require(Set<String> there, @Nullable String id) {
    if (id != null && !there.contains(id)) {
      throw new BrokenRun("Promise 3: %s was acknowledged and is lost.".formatted(id));
    }
  }
}
