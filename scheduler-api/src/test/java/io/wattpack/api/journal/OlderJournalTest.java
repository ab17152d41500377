package io.wattpack.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wattpack.core.engine.Engine;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MinerFall;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.MinerSteps;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.plan.image.EngineImage;
import io.wattpack.core.plan.image.MinerImage;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Entries as the first version wrote them, before hosts, slices, gangs and rules were known. */
class OlderJournalTest {
  private static final String MINERS =
      "\"miner_groups\":[{\"id\":\"m\",\"power_domain\":\"grid\",\"watts\":500,"
          + "\"millijoules_per_terahash\":17500,\"actuator\":\"VIRTUAL\",\"off_millis\":1,"
          + "\"on_millis\":1,\"off_millis_min\":1,\"source\":\"ASSUMED\"}]";

  private final EventCodec events = new EventCodec();
  private final PlanCodec plans = new PlanCodec();

  @Test
  void shouldReadAFleetWithoutTheFiguresThatCameLater() throws IOException {
    FleetApplied applied = (FleetApplied) events.read(text("fleet-applied"));
    Node node = applied.fleet().nodes().getFirst();

    assertThat(node.host()).isEqualTo(Host.NOT_COUNTED);
    assertThat(node.linkedGpus()).isEqualTo(1);
    assertThat(node.taints()).isEmpty();
    assertThat(applied.fleet().sites().getFirst().taints()).isEmpty();
    assertThat(applied.fleet().gpuContainers().getFirst().taints()).isEmpty();
    assertThat(applied.fleet().gpuModels().getFirst().mig()).isEqualTo(MigLayout.NONE);
    assertThat(applied.fleet().modelProfiles().getFirst().needs()).isEqualTo(NodeNeeds.NONE);
    assertThat(applied.fleet().modelProfiles().getFirst().members()).isEqualTo(1);
    assertThat(applied.fleet().pools().getFirst().rules()).isEqualTo(PlacementRules.NONE);
  }

  @Test
  void shouldReadATaskAsOneThatWaits() throws IOException {
    JobSubmitted submitted = (JobSubmitted) events.read(text("job-submitted"));

    assertThat(submitted.job().work())
        .isEqualTo(
            new TaskWork(
                1,
                new GpuShare(250),
                new Mebibytes(1024),
                List.of(new GpuModelId("l4")),
                60_000,
                NodeNeeds.NONE,
                1,
                PlacementRules.NONE,
                true));
  }

  @Test
  void shouldReadAStartAsOneMemberOnTheNodeOfItsDevices() throws IOException {
    ReplicaStart start = (ReplicaStart) plan().bundles().getFirst().decisions().getFirst();

    assertThat(start.hosts()).containsExactly(new HostBooking(new NodeId("n"), 0, Mebibytes.ZERO));
    assertThat(start.devices().getFirst().mig()).isNull();
  }

  @Test
  void shouldFollowMinersThatWereSwitchedWithoutStepsAndNumbers() throws IOException {
    Engine engine = Engine.create();
    EpochMillis at = new EpochMillis(1_000);
    Event fleet = events.read(text("fleet-applied").replace("\"miner_groups\":[]", MINERS));
    engine.recover(List.of(new Input(1, at, fleet)), plans.read(switched("on", 1)));
    assertThat(steps(engine)).isEqualTo(new MinerSteps(1, 1, 0, 0));

    Event started = events.read("{\"type\":\"miner-started\",\"miner_group\":\"m\"}");
    engine.recover(List.of(new Input(2, at, started)), plans.read(switched("off", 2)));
    assertThat(steps(engine)).isEqualTo(new MinerSteps(0, 1, 1, 0));

    Event stopped = events.read("{\"type\":\"miner-stopped\",\"miner_group\":\"m\"}");
    engine.recover(List.of(new Input(3, at, stopped)), plans.read(switched("on", 3)));
    assertThat(steps(engine)).isEqualTo(new MinerSteps(1, 1, 0, 0));
  }

  private static MinerSteps steps(Engine engine) {
    return engine.status().miners().getFirst().steps();
  }

  private static String switched(String way, int lastInput) throws IOException {
    String decision = "{\"type\":\"miner-%s\",\"miner_group\":\"m\",\"reason\"".formatted(way);
    String plan = text("plan").replace("\"last_input\":2", "\"last_input\":" + lastInput);
    int start = plan.indexOf("{\"type\"");
    return plan.substring(0, start) + decision + plan.substring(plan.indexOf(":{\"code\""));
  }

  @Test
  void shouldComeToTheSameState() throws IOException {
    Engine engine = Engine.create();
    EpochMillis at = new EpochMillis(1_000);
    Event fleet = events.read(text("fleet-applied"));
    Event job = events.read(text("job-submitted"));

    engine.recover(List.of(new Input(1, at, fleet), new Input(2, at, job)), plan());

    assertThat(engine.status().replicas())
        .singleElement()
        .satisfies(replica -> assertThat(replica.node()).isEqualTo(new NodeId("n")));
  }

  @Test
  void shouldReadAnImageOfATimeWithoutLimitsOfMiners() throws IOException {
    ImageCodec images = new ImageCodec();
    EngineImage image = Engine.create().image();
    String json = inflated(images.write(image));
    assertThat(json).contains(",\"miner_limits\":[]");

    assertThat(images.read(deflated(json.replace(",\"miner_limits\":[]", "")))).isEqualTo(image);
  }

  private static String inflated(byte[] bytes) throws IOException {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] deflated(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void shouldStillRequireWhatWasAlwaysThere() throws IOException {
    String task = text("job-submitted");

    assertThatThrownBy(() -> events.read(task.replace("\"gpu_count\":1,", "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> events.read(task.replace("\"run_millis\"", "\"needs\":null,\"run_millis\"")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> events.read(task.replace("\"run_millis\"", "\"need\":1,\"run_millis\"")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadImagesOfFallsWithoutTheirMoments() throws IOException {
    JsonMapper mapper = CoreJson.mapper();
    String miner =
        "{\"miner_group\":\"m\",\"state\":\"STOPPING\",\"off_since\":null,\"steps\":null}";
    String cap = "{\"ordered\":300,\"held\":500,\"order\":2}";

    assertThat(mapper.readValue(miner, MinerImage.class).falls()).isEmpty();
    PowerCap held = mapper.readValue(cap, PowerCap.class);
    assertThat(held.waiting()).isEmpty();
    assertThat(held.heldAt(Long.MAX_VALUE, 0)).isEqualTo(new Watts(500));
    assertThat(held.applied(2, new EpochMillis(1_000)).held()).isEqualTo(new Watts(300));
  }

  @Test
  void shouldWriteOrdersThatWaitWithTheirMoments() throws IOException {
    JsonMapper mapper = CoreJson.mapper();
    PowerCap cap = PowerCap.none(new Watts(500)).then(new Watts(300), new EpochMillis(1_000));
    MinerImage miner =
        new MinerImage(
            new MinerGroupId("m"),
            MinerState.STOPPING,
            null,
            null,
            new MinerSteps(0, 1, 1, 2),
            List.of(new MinerFall(0, new EpochMillis(2_000))));

    assertThat(mapper.readValue(mapper.writeValueAsString(cap), PowerCap.class)).isEqualTo(cap);
    assertThat(mapper.readValue(mapper.writeValueAsString(miner), MinerImage.class))
        .isEqualTo(miner);
  }

  @Test
  void shouldWriteAgainEveryComponent() throws IOException {
    Event fleet = events.read(text("fleet-applied"));

    assertThat(events.write(fleet)).contains("\"linked_gpus\":1").contains("\"mig\":\"NONE\"");
    assertThat(events.read(events.write(fleet))).isEqualTo(fleet);
  }

  private Plan plan() throws IOException {
    return plans.read(text("plan"));
  }

  private static String text(String name) throws IOException {
    String resource = "/older-journal/%s.json".formatted(name);
    try (InputStream in = OlderJournalTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
