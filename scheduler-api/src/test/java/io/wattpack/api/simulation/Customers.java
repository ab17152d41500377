package io.wattpack.api.simulation;

import io.wattpack.api.auth.KeyText;
import io.wattpack.api.auth.Principal;
import io.wattpack.api.auth.Role;
import io.wattpack.api.batch.BatchObject;
import io.wattpack.api.batch.BatchRequest;
import io.wattpack.api.batch.FileObject;
import io.wattpack.api.batch.IncomingFile;
import io.wattpack.api.batch.Outcome;
import io.wattpack.api.batch.RequestIdentity;
import io.wattpack.api.task.TaskRecord;
import io.wattpack.api.task.TaskRequest;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The customers of all tenants. They remember what the service has acknowledged, and send again
 * with the same key what it has not.
 */
final class Customers {
  private final Random random;
  private final Trace trace;
  private final Consumer<Throwable> onBroken;
  private final List<Upload> uploads = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final Map<String, TenantId> tasks = new LinkedHashMap<>();
  private final Map<String, TenantId> keys = new LinkedHashMap<>();
  private ServiceProcess service;
  private int numbers;

  Customers(Random random, Trace trace, Consumer<Throwable> onBroken, ServiceProcess service) {
    this.random = random;
    this.trace = trace;
    this.onBroken = onBroken;
    this.service = service;
  }

  /** The service was started again: what had no answer is asked again. */
  void turnTo(ServiceProcess next) {
    service = next;
  }

  void askAgain() {
    uploads.stream().filter(upload -> upload.id() == null).forEach(this::send);
    orders.stream().filter(Order::isOpen).forEach(this::send);
  }

  // ---- files

  void upload(boolean isValid) {
    Upload upload = Upload.draw(++numbers, tenant(), random, isValid);
    uploads.add(upload);
    send(upload);
  }

  private void send(Upload upload) {
    ServiceProcess to = service;
    byte[] bytes = upload.bytes();
    IncomingFile file = to.files().begin();
    int half = random.nextInt(bytes.length);
    file.write(bytes, 0, half);
    to.timer()
        .after(
            Duration.ofMillis(random.nextInt(20)),
            () -> {
              file.write(bytes, half, bytes.length - half);
              var unused =
                  to.files()
                      .finish(
                          file,
                          upload.tenant(),
                          "file-" + upload.number() + ".jsonl",
                          FileObject.PURPOSE_BATCH,
                          null,
                          identity(upload.tenant(), "files", upload.number()))
                      .whenComplete(
                          (outcome, failure) ->
                              answered(to, outcome, failure, made -> acknowledge(upload, made)));
            });
  }

  private void acknowledge(Upload upload, Outcome<FileObject> outcome) {
    switch (outcome) {
      case Outcome.Done<FileObject>(FileObject file, boolean isReplayed) -> {
        upload.acknowledged(file.id());
        trace.add("file %d %s %s".formatted(upload.number(), file.id(), isReplayed));
      }
      case Outcome.Refused<FileObject> refused -> throw unexpected(refused);
    }
  }

  void deleteFile() {
    any(uploads, upload -> upload.id() != null && !upload.isDeleted())
        .ifPresent(
            upload -> {
              ServiceProcess to = service;
              upload.deleted();
              var unused =
                  to.files()
                      .delete(upload.tenant(), known(upload.id()))
                      .whenComplete(
                          (outcome, failure) -> answered(to, outcome, failure, done -> {}));
            });
  }

  void sweep() {
    ServiceProcess to = service;
    var unused =
        to.files().sweep().whenComplete((done, failure) -> answered(to, true, failure, ok -> {}));
  }

  // ---- batches

  /** Orders a batch on some file that is there; false: there is none. */
  boolean order(boolean isValid) {
    Optional<Upload> upload =
        any(uploads, each -> each.id() != null && !each.isDeleted() && each.isValid() == isValid);
    upload.ifPresent(
        each -> {
          Order order = new Order(++numbers, each, random.nextInt(12) == 0 ? "1h" : "24h");
          orders.add(order);
          send(order);
        });
    return upload.isPresent();
  }

  private void send(Order order) {
    ServiceProcess to = service;
    Upload upload = order.upload();
    BatchRequest request =
        new BatchRequest(
            known(upload.id()),
            "/v1/embeddings",
            order.window(),
            Map.of("order", Integer.toString(order.number())),
            null);
    var unused =
        to.batches()
            .create(upload.tenant(), request, identity(upload.tenant(), "batches", order.number()))
            .whenComplete(
                (outcome, failure) ->
                    answered(to, outcome, failure, made -> acknowledge(order, made)));
  }

  private void acknowledge(Order order, Outcome<BatchObject> outcome) {
    switch (outcome) {
      case Outcome.Done<BatchObject>(BatchObject batch, boolean isReplayed) -> {
        order.acknowledged(batch.id());
        trace.add("batch %d %s %s".formatted(order.number(), batch.id(), isReplayed));
      }
      case Outcome.Refused<BatchObject> refused -> {
        if (!order.upload().isDeleted()) {
          throw unexpected(refused);
        }
        order.refused();
      }
    }
  }

  void cancelBatch() {
    any(orders, order -> order.id() != null && !order.isCancelled())
        .ifPresent(
            order -> {
              ServiceProcess to = service;
              order.cancelled();
              var unused =
                  to.batches()
                      .cancel(order.upload().tenant(), known(order.id()))
                      .whenComplete(
                          (outcome, failure) -> answered(to, outcome, failure, done -> {}));
            });
  }

  // ---- tasks

  void submitTasks() {
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      submitTask();
    }
  }

  private void submitTask() {
    ServiceProcess to = service;
    TenantId tenant = tenant();
    var unused =
        to.tasks()
            .submit(tenant, new TaskRequest("task", tier(), work()))
            .whenComplete(
                (task, failure) ->
                    answered(to, task, failure, made -> tasks.put(made.id().value(), tenant)));
  }

  private ServiceTier tier() {
    ServiceTier[] tiers = ServiceTier.values();
    return tiers[random.nextInt(tiers.length)];
  }

  private TaskWork work() {
    int gpus = random.nextInt(5) == 0 ? 2 : 1;
    int milli = gpus > 1 || random.nextBoolean() ? GpuShare.WHOLE_MILLI : 300;
    List<GpuModelId> models =
        switch (random.nextInt(8)) {
          case 0 -> List.of(new GpuModelId("g-unheard-of"));
          case 1 -> List.of(SimulatedFleet.BIG);
          default -> List.of();
        };
    TaskWork plain =
        new TaskWork(
            gpus,
            new GpuShare(milli),
            new Mebibytes(random.nextInt(20_000)),
            models,
            1_000 + random.nextInt(120_000));
    return random.nextBoolean() ? plain : special(plain);
  }

  /** A gang, a slice, work without a GPU, or plain work with rules; some of it does not wait. */
  private TaskWork special(TaskWork plain) {
    int kind = random.nextInt(4);
    int gpus = kind == 2 ? 0 : kind == 1 ? 1 : plain.gpuCount();
    boolean isWhole = kind < 3;
    return new TaskWork(
        gpus,
        isWhole ? GpuShare.WHOLE : plain.share(),
        kind == 1 || kind == 2 ? Mebibytes.ZERO : plain.memory(),
        plain.gpuModels(),
        plain.runMillis(),
        new NodeNeeds(
            random.nextInt(4_000),
            new Mebibytes(1 + random.nextInt(8_000)),
            random.nextInt(4) == 0,
            kind == 1 ? (random.nextBoolean() ? "1g.10gb" : "3g.40gb") : null),
        kind == 0 ? 2 : 1,
        rules(),
        random.nextBoolean());
  }

  private PlacementRules rules() {
    List<SpreadLimit> spread =
        random.nextInt(3) == 0 ? List.of(new SpreadLimit(SpreadLevel.NODE, 1)) : List.of();
    return new PlacementRules(
        spread, random.nextBoolean() ? List.of(SimulatedFleet.TAINT) : List.of());
  }

  void cancelTask() {
    any(List.copyOf(tasks.keySet()), task -> true).ifPresent(this::cancelTask);
  }

  void cancelTask(String task) {
    ServiceProcess to = service;
    var unused =
        to.tasks()
            .cancel(tasks.get(task), task)
            .whenComplete((done, failure) -> answered(to, done, failure, found -> {}));
  }

  // ---- keys

  void createKey() {
    ServiceProcess to = service;
    TenantId tenant = tenant();
    KeyText key = KeyText.random(new SplittableRandom(random.nextLong()));
    EpochMillis at = new EpochMillis(0);
    var unused =
        to.keys()
            .adopt(key, Role.CUSTOMER, tenant, "key", at)
            .whenComplete(
                (principal, failure) ->
                    answered(to, principal, failure, done -> keys.put(key.reveal(), tenant)));
  }

  /** Every key that was given out opens its tenant's door. */
  void checkKeys() {
    keys.forEach(
        (key, tenant) -> {
          Optional<Principal> holder = service.keys().authenticate(key);
          if (holder.isEmpty() || !tenant.equals(holder.get().tenant())) {
            throw new BrokenRun("A key of %s opens %s.".formatted(tenant, holder));
          }
        });
  }

  // ---- answers

  /**
   * An answer that comes from a dead process was never given. A living one must not fail.
   *
   * @param to the process that was asked
   */
  private <T> void answered(
      ServiceProcess to, @Nullable T answer, @Nullable Throwable failure, Consumer<T> use) {
    if (to.isDead()) {
      return;
    }
    try {
      if (answer == null) {
        throw new BrokenRun("A request failed: " + failure, failure);
      }
      use.accept(answer);
    } catch (RuntimeException e) {
      onBroken.accept(e);
    }
  }

  private static BrokenRun unexpected(Outcome.Refused<?> refused) {
    return new BrokenRun("A good request was refused: " + refused.refusal());
  }

  private RequestIdentity identity(TenantId tenant, String path, int number) {
    return new RequestIdentity(tenant + " POST " + path, "key-" + number, "hash-" + number, 0);
  }

  // ---- what they know

  /** Batches that are not known to have ended: as many as there are rows that say so. */
  long ordersInWork() {
    return service.isDead()
        ? 0
        : ResultAudit.number(service.store(), "SELECT COUNT(*) FROM batches WHERE is_ended = 0");
  }

  List<Upload> uploads() {
    return List.copyOf(uploads);
  }

  List<Order> orders() {
    return List.copyOf(orders);
  }

  /** Ids of acknowledged tasks. */
  Map<String, TenantId> tasks() {
    return new LinkedHashMap<>(tasks);
  }

  ServiceProcess service() {
    return service;
  }

  private TenantId tenant() {
    return SimulatedFleet.TENANTS.get(random.nextInt(SimulatedFleet.TENANTS.size()));
  }

  private <T> Optional<T> any(List<T> all, Predicate<T> wanted) {
    List<T> found = all.stream().filter(wanted).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.get(random.nextInt(found.size())));
  }

  private static String known(@Nullable String id) {
    if (id == null) {
      throw new IllegalStateException("It has no id yet.");
    }
    return id;
  }

  /** Looks at a task record, whoever owns it. */
  CompletableFuture<Optional<TaskRecord>> task(String id) {
    return service.tasks().get(tasks.get(id), id);
  }
}
