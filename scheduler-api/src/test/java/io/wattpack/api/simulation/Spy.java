package io.wattpack.api.simulation;

import io.wattpack.api.batch.ListQuery;
import io.wattpack.api.batch.Outcome;
import io.wattpack.core.model.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Promise 5: asks for other tenants' objects by every door, and must never get one. */
final class Spy {
  private static final int NOT_FOUND = 404;

  private final Random random;
  private final Customers customers;
  private final Consumer<Throwable> onBroken;
  private long refused;

  Spy(Random random, Customers customers, Consumer<Throwable> onBroken) {
    this.random = random;
    this.customers = customers;
    this.onBroken = onBroken;
  }

  void look() {
    TenantId spy = SimulatedFleet.TENANTS.get(random.nextInt(SimulatedFleet.TENANTS.size()));
    ServiceProcess service = customers.service();
    for (Upload upload : some(customers.uploads())) {
      String file = upload.id();
      if (file != null && !upload.tenant().equals(spy)) {
        denied(service, service.files().get(spy, file));
        denied(service, service.files().content(spy, file));
        denied(service, service.files().delete(spy, file));
      }
    }
    for (Order order : some(customers.orders())) {
      String batch = order.id();
      if (batch != null && !order.upload().tenant().equals(spy)) {
        denied(service, service.batches().get(spy, batch));
        denied(service, service.batches().cancel(spy, batch));
      }
    }
    for (Map.Entry<String, TenantId> task : some(List.copyOf(customers.tasks().entrySet()))) {
      if (!task.getValue().equals(spy)) {
        unseen(service, service.tasks().get(spy, task.getKey()));
        unseen(service, service.tasks().cancel(spy, task.getKey()));
      }
    }
    lists(service, spy);
  }

  private void lists(ServiceProcess service, TenantId spy) {
    ListQuery all = new ListQuery(ListQuery.LIMIT_MAX, null, true);
    then(
        service,
        service.files().list(spy, all, null),
        found ->
            own(found, page -> page.data().stream().allMatch(file -> file.tenant().equals(spy))));
    then(
        service,
        service.batches().list(spy, all),
        found ->
            own(found, page -> page.data().stream().allMatch(batch -> batch.tenant().equals(spy))));
    then(
        service,
        service.tasks().list(spy, ListQuery.LIMIT_MAX, null),
        page -> require(page.tasks().stream().allMatch(task -> task.tenant().equals(spy))));
  }

  private static <T> void own(Outcome<T> found, Predicate<T> isOwn) {
    require(found instanceof Outcome.Done<T>(T page, boolean isReplayed) && isOwn.test(page));
  }

  private static void require(boolean isOwn) {
    if (!isOwn) {
      throw new BrokenRun("Promise 5: a list holds another tenant's object.");
    }
  }

  private <T> void denied(ServiceProcess service, CompletableFuture<Outcome<T>> answer) {
    then(
        service,
        answer,
        outcome -> {
          if (!(outcome instanceof Outcome.Refused<T> no) || no.refusal().status() != NOT_FOUND) {
            throw new BrokenRun("Promise 5: another tenant's object was given: " + outcome);
          }
          refused++;
        });
  }

  private <T> void unseen(ServiceProcess service, CompletableFuture<Optional<T>> answer) {
    then(
        service,
        answer,
        found -> {
          if (found.isPresent()) {
            throw new BrokenRun("Promise 5: another tenant's task was given: " + found);
          }
          refused++;
        });
  }

  private <T> void then(ServiceProcess service, CompletableFuture<T> answer, Consumer<T> check) {
    var unused =
        answer.whenComplete(
            (value, failure) -> {
              if (service.isDead()) {
                return;
              }
              try {
                if (value == null) {
                  throw new BrokenRun("A request failed: " + failure, failure);
                }
                check.accept(value);
              } catch (RuntimeException e) {
                onBroken.accept(e);
              }
            });
  }

  private <T> List<T> some(List<T> all) {
    return all.isEmpty() ? all : List.of(all.get(random.nextInt(all.size())));
  }

  /** Requests for another tenant's objects that were turned away. */
  long refused() {
    return refused;
  }
}
