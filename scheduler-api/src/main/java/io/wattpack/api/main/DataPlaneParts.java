package io.wattpack.api.main;

import io.wattpack.api.batch.BatchLimits;
import io.wattpack.api.batch.BatchService;
import io.wattpack.api.batch.DataPlane;
import io.wattpack.api.batch.DataPlaneOptions;
import io.wattpack.api.batch.FileService;
import io.wattpack.api.batch.ModelCatalog;
import io.wattpack.api.batch.ObjectIds;
import io.wattpack.api.batch.Surroundings;
import io.wattpack.api.config.ServiceConfig;
import io.wattpack.api.gateway.EmbeddingsGateway;
import io.wattpack.api.gateway.GatewayOptions;
import io.wattpack.api.metrics.LineMeters;
import io.wattpack.api.worker.MiniLmServer;
import io.wattpack.api.worker.ModelServer;
import io.wattpack.api.worker.RequestIds;
import io.wattpack.api.worker.WorkerOptions;
import io.wattpack.api.worker.WorkerPool;
import java.util.List;
import java.util.random.RandomGenerator;

/** Files, batches and the workers of this process, wired together. */
final class DataPlaneParts implements AutoCloseable {
  private final FileService files;
  private final BatchService batches;
  private final ModelCatalog catalog;
  private final DataPlane plane;
  private final WorkerPool workers;
  private final EmbeddingsGateway gateway;

  DataPlaneParts(
      ServiceConfig config,
      Surroundings around,
      Threads threads,
      ModelServer model,
      LineMeters meters,
      RandomGenerator random) {
    ObjectIds ids = new ObjectIds(random);
    BatchLimits limits = limits(config.limits());
    catalog = new ModelCatalog(List.of(MiniLmServer.MODEL));
    plane = new DataPlane(around, catalog, limits, DataPlaneOptions.DEFAULTS, ids);
    files =
        new FileService(
            around.store(), around.blobs(), limits, around.clock(), around.blocking(), ids);
    batches =
        new BatchService(around.store(), around.clock(), around.blocking(), ids, plane::advance);
    workers =
        new WorkerPool(
            meters.watching(plane),
            model,
            around.timer(),
            threads.workers(),
            new RequestIds(random),
            WorkerOptions.DEFAULTS);
    gateway = new EmbeddingsGateway(model, GatewayOptions.DEFAULTS);
  }

  FileService files() {
    return files;
  }

  BatchService batches() {
    return batches;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  DataPlane plane() {
    return plane;
  }

  WorkerPool workers() {
    return workers;
  }

  EmbeddingsGateway gateway() {
    return gateway;
  }

  @Override
  public void close() {
    workers.close();
    plane.close();
  }

  private static BatchLimits limits(ServiceConfig.Limits asked) {
    BatchLimits base = BatchLimits.DEFAULTS;
    return new BatchLimits(
        asked.fileBytesMax(),
        asked.batchLinesMax(),
        Math.max(base.inputsMax(), asked.batchLinesMax()),
        asked.lineBytesMax(),
        base.linesMax(),
        base.customIdCharactersMax(),
        base.errorsMax(),
        base.chunkLinesMax(),
        base.chunkTokensMax(),
        base.chunkBytesMax());
  }
}
