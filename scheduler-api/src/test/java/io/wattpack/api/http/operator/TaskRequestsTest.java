package io.wattpack.api.http.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.ApiException;
import io.wattpack.api.http.Fields;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRequestsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void shouldReadAGangWithItsRules() {
    assertThat(
            work(
                """
                {"gpus":8,"memory_mib":1000,"run_seconds":60,"members":2,"linked":true,"cpu_milli":4000,
                 "host_memory_mib":2048,"spread":[{"level":"node","max":1}],"tolerations":["old","old"],"wait":false}
                """))
        .isEqualTo(
            new TaskWork(
                8,
                GpuShare.WHOLE,
                new Mebibytes(1000),
                List.of(),
                60_000,
                new NodeNeeds(4000, new Mebibytes(2048), true, null),
                2,
                new PlacementRules(List.of(new SpreadLimit(SpreadLevel.NODE, 1)), List.of("old")),
                false));
  }

  @Test
  void shouldMeanWhatItMeantWithoutTheNewMembers() {
    assertThat(work("{\"gpu_share_milli\":250,\"memory_mib\":1000,\"run_seconds\":60}"))
        .isEqualTo(new TaskWork(1, new GpuShare(250), new Mebibytes(1000), List.of(), 60_000));
  }

  @Test
  void shouldAskForNoGpuMemoryWhereThereIsNone() {
    TaskWork cores = work("{\"gpus\":0,\"cpu_milli\":500,\"run_seconds\":1}");

    assertThat(cores.gpuCount()).isZero();
    assertThat(cores.memory()).isEqualTo(Mebibytes.ZERO);
    assertThat(work("{\"mig\":\"1g.10gb\",\"run_seconds\":1}").needs().migProfile())
        .isEqualTo("1g.10gb");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "share of many | gpu_share_milli | {'gpus':2,'gpu_share_milli':500,'memory_mib':1,'run_seconds':1}",
        "share of none | gpu_share_milli | {'gpus':0,'cpu_milli':1,'gpu_share_milli':500,'run_seconds':1}",
        "shared gang | gpu_share_milli | {'members':2,'gpu_share_milli':500,'memory_mib':1,'run_seconds':1}",
        "share of a slice | gpu_share_milli | {'mig':'1g.10gb','gpu_share_milli':500,'run_seconds':1}",
        "two slices | mig | {'gpus':2,'mig':'1g.10gb','run_seconds':1}",
        "gang of slices | mig | {'members':2,'mig':'1g.10gb','run_seconds':1}",
        "no such slice | mig | {'mig':'9g.10gb','run_seconds':1}",
        "nothing asked | gpus | {'gpus':0,'run_seconds':1}",
        "no such level | spread | {'memory_mib':1,'run_seconds':1,'spread':[{'level':'rank','max':1}]}",
        "level twice | spread | {'memory_mib':1,'run_seconds':1,'spread':[{'level':'node','max':1},{'level':'node','max':2}]}",
        "bad taint | tolerations | {'memory_mib':1,'run_seconds':1,'tolerations':['a b']}",
      })
  void shouldNameTheMemberAndWhatToChange(String what, String member, String body) {
    ApiException refused = refusal(body);

    assertThat(refused.error().param()).isEqualTo(member);
    assertThat(refused.error().message()).contains("\nMaybe ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "memory_mib | {'gpus':0,'cpu_milli':1,'memory_mib':1,'run_seconds':1}",
        "memory_mib | {'mig':'1g.10gb','memory_mib':99999,'run_seconds':1}",
        "members | {'members':65,'memory_mib':1,'run_seconds':1}",
        "max | {'memory_mib':1,'run_seconds':1,'spread':[{'level':'node','max':0}]}",
        "wait | {'memory_mib':1,'run_seconds':1,'wait':'no'}",
        "spread | {'memory_mib':1,'run_seconds':1,'spread':['node']}",
      })
  void shouldNameTheMemberWhenItsValueIsWrong(String member, String body) {
    assertThat(refusal(body).error().param()).isEqualTo(member);
  }

  private static ApiException refusal(String body) {
    return catchThrowableOfType(ApiException.class, () -> work(body.replace('\'', '"')));
  }

  private static TaskWork work(String body) {
    try {
      return TaskRequests.read(new Fields((ObjectNode) MAPPER.readTree(body))).work();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
