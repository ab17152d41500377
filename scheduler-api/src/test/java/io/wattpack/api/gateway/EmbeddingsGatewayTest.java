package io.wattpack.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.worker.ModelServer.ModelAnswer;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.PlacementStatus;
import io.wattpack.core.state.ReplicaStatus;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EmbeddingsGatewayTest {
  private static final String BODY = "{\"input\":{\"model\":\"x\"},\"model\":\"minilm\"}";
  private static final PoolId POOL = new PoolId(new ModelId("minilm"), ServiceTier.INTERACTIVE);
  private static final Fleet FLEET =
      new Fleet(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(new PoolSpec(POOL, 1, 3)),
          List.of());

  private final List<CompletableFuture<ModelAnswer>> calls = new ArrayList<>();
  private final EmbeddingsGateway gateway =
      new EmbeddingsGateway(
          (url, body) -> {
            calls.add(new CompletableFuture<>());
            return calls.getLast();
          },
          new GatewayOptions(2, 1));

  private void replicas(ReplicaState... states) {
    List<ReplicaStatus> replicas = new ArrayList<>();
    for (ReplicaState state : states) {
      replicas.add(replica(replicas.size() + 1, state));
    }
    FleetStatus status =
        new FleetStatus(
            EpochMillis.ZERO,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            replicas,
            List.of(),
            PlacementStatus.NOTHING_CLOSED,
            List.of(),
            List.of());
    Plan plan =
        new Plan(0, EpochMillis.ZERO, List.of(), List.of(), List.of(), List.of(), List.of());
    gateway.planned(1, plan, FLEET, status);
  }

  private static ReplicaStatus replica(int number, ReplicaState state) {
    return new ReplicaStatus(
        new ReplicaId(number),
        POOL,
        ServiceTier.INTERACTIVE,
        state,
        new SiteId("s" + number),
        new GpuContainerId("c"),
        new NodeId("n"),
        List.of(),
        List.of(),
        Watts.ZERO,
        null,
        0,
        0,
        1,
        1,
        EpochMillis.ZERO,
        Reason.of(ReasonCode.POOL_AT_MIN));
  }

  private static GatewayResult.Refused refused(CompletableFuture<GatewayResult> result) {
    return (GatewayResult.Refused) result.join();
  }

  private static GatewayResult.Answered answered(CompletableFuture<GatewayResult> result) {
    return (GatewayResult.Answered) result.join();
  }

  @Test
  void shouldAnswerOnReadyReplicasInTurn() {
    replicas(ReplicaState.READY, ReplicaState.LOADING, ReplicaState.READY);
    var first = gateway.embed(BODY);
    var second = gateway.embed(BODY);
    calls.forEach(call -> call.complete(new ModelAnswer(200, "{}", 5)));

    assertThat(answered(first).site()).isEqualTo(new SiteId("s1"));
    assertThat(answered(second).site()).isEqualTo(new SiteId("s3"));
    assertThat(answered(second).tokensUsed()).isEqualTo(5);
  }

  @Test
  void shouldSayCurtailedWhenNoReplicaIsReady() {
    replicas(ReplicaState.DRAINING);

    assertThat(refused(gateway.embed(BODY)).status()).isEqualTo(503);
    assertThat(refused(gateway.embed(BODY)).code()).isEqualTo("capacity_curtailed");
    assertThat(calls).isEmpty();
  }

  @Test
  void shouldQueueAFewAndRefuseTheRest() {
    replicas(ReplicaState.READY);
    var running = List.of(gateway.embed(BODY), gateway.embed(BODY));
    var waiting = gateway.embed(BODY);

    assertThat(refused(gateway.embed(BODY)).code()).isEqualTo("rate_limit_exceeded");
    assertThat(calls).hasSize(2);
    calls.getFirst().complete(new ModelAnswer(200, "{}", 1));
    assertThat(calls).hasSize(3);
    assertThat(running.getFirst()).isDone();
    calls.getLast().complete(new ModelAnswer(400, "{}", 0));
    assertThat(answered(waiting).status()).isEqualTo(400);
  }

  @Test
  void shouldRefuseAWaitingRequestWhenItsReplicasGo() {
    replicas(ReplicaState.READY);
    var running = List.of(gateway.embed(BODY), gateway.embed(BODY));
    var waiting = gateway.embed(BODY);
    replicas(ReplicaState.DRAINING);
    calls.getFirst().complete(new ModelAnswer(200, "{}", 1));

    assertThat(running.getFirst()).isDone();
    assertThat(refused(waiting).code()).isEqualTo("capacity_curtailed");
  }

  @Test
  void shouldFreeThePlaceOfACallThatFailed() {
    replicas(ReplicaState.READY);
    for (int i = 0; i < 5; i++) {
      var result = gateway.embed(BODY);
      calls.getLast().completeExceptionally(new IllegalStateException("broken"));
      assertThat(refused(result).code()).isEqualTo("no_capacity");
    }
  }

  @Test
  void shouldRefuseBodiesWithoutAServedModel() {
    replicas(ReplicaState.READY);

    assertThat(refused(gateway.embed("nonsense")).code()).isEqualTo("invalid_json");
    assertThat(refused(gateway.embed("[]")).code()).isEqualTo("invalid_json");
    assertThat(refused(gateway.embed("{\"model\":7}")).code()).isEqualTo("invalid_json");
    assertThat(refused(gateway.embed("{\"model\":\"gpt\"}")).code()).isEqualTo("model_not_found");
    assertThat(refused(gateway.embed("{\"model\":\"a b\"}")).status()).isEqualTo(404);
  }
}
