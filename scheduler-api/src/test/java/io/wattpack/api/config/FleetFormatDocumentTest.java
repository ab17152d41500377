package io.wattpack.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the fleet file says what the code does. */
class FleetFormatDocumentTest {
  private static final String PAGE = "docs/fleet-format.md";
  private static final Pattern FENCE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Collection<Map.Entry<String, List<Key>>> sections() {
    Map<String, List<Key>> sections = new LinkedHashMap<>();
    sections.put(
        "GPU models",
        List.of(
            FleetKeys.ID,
            FleetKeys.MEMORY_MEBIBYTES,
            FleetKeys.IDLE_WATTS,
            FleetKeys.CAP_MIN_WATTS,
            FleetKeys.PEAK_WATTS,
            FleetKeys.MIG_LAYOUT,
            FleetKeys.SOURCE));
    sections.put(
        "Sites",
        List.of(
            FleetKeys.ID,
            FleetKeys.name("the id"),
            FleetKeys.SITE_KIND,
            FleetKeys.PRICE_ZONE,
            FleetKeys.JURISDICTION,
            FleetKeys.START_MILLIS,
            FleetKeys.STOP_MILLIS,
            FleetKeys.RECOVERY_WATTS_PER_MINUTE,
            FleetKeys.TAINTS));
    sections.put(
        "Power domains",
        List.of(
            FleetKeys.ID,
            FleetKeys.DOMAIN_KIND,
            FleetKeys.RATING_WATTS,
            FleetKeys.CONTINUOUS_PERMILLE,
            FleetKeys.RESERVE_WATTS,
            FleetKeys.DOMAIN_BASE_WATTS,
            FleetKeys.TRANSFORMER_COOLING,
            FleetKeys.PARALLEL_UNITS,
            FleetKeys.SHORT_TIME_PERMILLE,
            FleetKeys.BAND_MILLIS,
            FleetKeys.SOURCE));
    sections.put(
        "Contract windows",
        List.of(
            FleetKeys.FROM,
            FleetKeys.TO,
            FleetKeys.DAYS,
            FleetKeys.CONTRACT_WATTS,
            FleetKeys.UTC_OFFSET_MINUTES));
    sections.put(
        "GPU containers",
        List.of(FleetKeys.ID, FleetKeys.RECOVERY_WATTS_PER_MINUTE, FleetKeys.TAINTS));
    sections.put(
        "Cooling",
        List.of(
            FleetKeys.EXCESS_PERMILLE,
            FleetKeys.EXCESS_PERMILLE_PER_KELVIN,
            FleetKeys.FROM_MILLI_CELSIUS,
            FleetKeys.HEAT_CAPACITY_WATTS,
            FleetKeys.HEAT_LOSS_PERMILLE_PER_KELVIN,
            FleetKeys.HEAT_RATED_MILLI_CELSIUS,
            FleetKeys.optional(FleetKeys.POWER_DOMAIN, "the container's")));
    sections.put(
        "Nodes",
        List.of(
            FleetKeys.ID,
            FleetKeys.PREFIX,
            FleetKeys.COUNT,
            FleetKeys.GPU_MODEL,
            FleetKeys.NODE_GPUS,
            FleetKeys.optional(FleetKeys.POWER_DOMAIN, "the container's"),
            FleetKeys.NODE_BASE_WATTS,
            FleetKeys.OVERHEAD_PERMILLE,
            FleetKeys.CPU_MILLI,
            FleetKeys.NODE_MEMORY_MEBIBYTES,
            FleetKeys.LINKED_GPUS,
            FleetKeys.TAINTS,
            FleetKeys.SOURCE));
    sections.put(
        "Processor packages",
        List.of(FleetKeys.CPU_IDLE_WATTS, FleetKeys.CPU_FULL_WATTS, FleetKeys.CPU_THREADS));
    sections.put("Tainted GPUs", List.of(FleetKeys.SLOT, FleetKeys.TAINT_KEY));
    sections.put(
        "Miner groups",
        List.of(
            FleetKeys.ID,
            FleetKeys.MINER_WATTS,
            FleetKeys.MINER_STEPS,
            FleetKeys.MILLIJOULES_PER_TERAHASH,
            FleetKeys.ACTUATOR,
            FleetKeys.OFF_MILLIS,
            FleetKeys.ON_MILLIS,
            FleetKeys.OFF_MILLIS_MIN,
            FleetKeys.ON_MILLIS_MIN,
            FleetKeys.WEAR_MICROS_PER_KILOWATT,
            FleetKeys.SOURCE));
    sections.put(
        "Model profiles",
        List.of(
            FleetKeys.MODEL,
            FleetKeys.GPU_MODEL,
            FleetKeys.PROFILE_GPUS,
            FleetKeys.GPU_SHARE_MILLI,
            FleetKeys.MIG_PROFILE,
            FleetKeys.MEMORY_MEBIBYTES,
            FleetKeys.CPU_MILLI,
            FleetKeys.HOST_MEMORY_MEBIBYTES,
            FleetKeys.LINKED,
            FleetKeys.MEMBERS,
            FleetKeys.TOKENS_PER_SECOND,
            FleetKeys.MILLIJOULES_PER_TOKEN,
            FleetKeys.LOAD_MILLIS,
            FleetKeys.SOURCE));
    sections.put(
        "Pools",
        List.of(
            FleetKeys.MODEL,
            FleetKeys.TIER,
            FleetKeys.REPLICAS_MIN,
            FleetKeys.REPLICAS_MAX,
            FleetKeys.TOLERATIONS));
    sections.put("Spread limits", List.of(FleetKeys.LEVEL, FleetKeys.SPREAD_MAX));
    sections.put("Tenants", List.of(FleetKeys.ID, FleetKeys.name("the id"), FleetKeys.WEIGHT));
    return sections.entrySet();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void shouldListEveryKeyOfASectionWithItsRuleAndDefault(Map.Entry<String, List<Key>> section)
      throws IOException {
    List<DocumentTable.Row> expected =
        section.getValue().stream().map(key -> DocumentTable.Row.of(key.name(), key)).toList();

    assertThat(DocumentTable.rows(textUnder(section.getKey()))).containsExactlyElementsOf(expected);
  }

  @Test
  void shouldHaveAPlaceForEveryKeyOfTheCode() throws IllegalAccessException {
    List<String> placed = new ArrayList<>();
    sections().forEach(section -> section.getValue().forEach(key -> placed.add(key.name())));

    for (Field field : FleetKeys.class.getDeclaredFields()) {
      if (Key.class.isAssignableFrom(field.getType())) {
        assertThat(placed).contains(((Key) field.get(null)).name());
      }
    }
  }

  @Test
  void shouldReadTheExample() throws IOException {
    Matcher fence = FENCE.matcher(RepositoryFiles.text(PAGE));

    assertThat(fence.find()).isTrue();
    assertThat(FleetFile.read(fence.group(1))).isInstanceOf(FleetFileResult.Valid.class);
  }

  @ParameterizedTest
  @EnumSource(FileRule.class)
  void shouldNameEveryKindOfMistake(FileRule rule) throws IOException {
    assertThat(textUnder("Mistakes and their names")).contains(rule.label());
  }

  @Test
  void shouldStateTheBounds() throws IOException {
    assertThat(RepositoryFiles.text(PAGE))
        .contains(
            "At most %d MiB, %d levels deep, %d nodes"
                .formatted(YamlText.BYTES_MAX >> 20, YamlText.DEPTH_MAX, FleetReader.NODES_MAX));
  }

  private static String textUnder(String heading) throws IOException {
    return Arrays.stream(RepositoryFiles.text(PAGE).split("\n##+ "))
        .filter(part -> part.startsWith(heading + "\n"))
        .findFirst()
        .orElseThrow();
  }
}
