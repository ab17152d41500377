package io.wattpack.api.config;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MinerActuator;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteKind;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.TransformerCooling;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every key of the fleet file. The upper ends are far above anything built, and low enough that no
 * sum over a fleet of the largest allowed size leaves a long.
 */
final class FleetKeys {
  static final String ID_RULE =
      "1 to 100 letters, digits, dots, underscores and dashes, starting with a letter or digit";
  private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern NAME_FORM = Pattern.compile("\\S|\\S[^\\p{Cntrl}\\p{Cs}]{0,198}\\S");

  private static final long DAY_MILLIS = 86_400_000;

  static final Key.Text ID = new Key.Text("id", ID_FORM, ID_RULE, "ga-grid", null);
  static final Key.Text PREFIX =
      new Key.Text(
          "prefix",
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,89}"),
          ID_RULE.replace("100", "90"),
          "ga-a",
          null);
  static final Key.Word<FigureSource> SOURCE =
      new Key.Word<>("source", List.of(FigureSource.values()), FigureSource::label);

  // What keeps work away, and what work puts up with.
  static final Key.Text TAINT_KEY = new Key.Text("key", ID_FORM, ID_RULE, "research-only", null);
  static final Key.Names TAINTS = new Key.Names("taints", TAINT_KEY, 16);
  static final Key.Names TOLERATIONS = new Key.Names("tolerations", TAINT_KEY, 16);
  static final Key.WholeNumber SLOT = Key.WholeNumber.required("slot", 0, 31);
  static final Key.Word<SpreadLevel> LEVEL =
      new Key.Word<>("level", List.of(SpreadLevel.values()), SpreadLevel::label);
  static final Key.WholeNumber SPREAD_MAX = Key.WholeNumber.required("max", 1, 10_000);

  // Sites.
  static final Key.Word<SiteKind> SITE_KIND =
      new Key.Word<>("kind", List.of(SiteKind.values()), SiteKind::label);
  static final Key.Text PRICE_ZONE =
      new Key.Text(
          "priceZone",
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}"),
          "1 to 100 letters, digits, dots, underscores, dashes, colons and slashes",
          "ERCOT-HB_NORTH",
          null);
  static final Key.Text JURISDICTION =
      new Key.Text(
          "jurisdiction",
          Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?"),
          "an ISO 3166 code such as US-TX or NO",
          "CA-ON",
          null);
  static final Key.WholeNumber START_MILLIS =
      Key.WholeNumber.optional("startMillis", 0, DAY_MILLIS, 1_000);
  static final Key.WholeNumber STOP_MILLIS =
      Key.WholeNumber.optional("stopMillis", 0, DAY_MILLIS, 1_000);
  static final Key.WholeNumber RECOVERY_WATTS_PER_MINUTE =
      Key.WholeNumber.optional("recoveryWattsPerMinute", 0, 10_000_000_000L, 0);

  // Power domains.
  static final Key.Word<PowerDomainKind> DOMAIN_KIND =
      new Key.Word<>("kind", List.of(PowerDomainKind.values()), PowerDomainKind::label);
  static final Key.WholeNumber RATING_WATTS =
      Key.WholeNumber.required("ratingWatts", 1, 10_000_000_000L);
  static final Key.WholeNumber CONTINUOUS_PERMILLE =
      Key.WholeNumber.optional("continuousPermille", 1, 1_000, 800);
  static final Key.WholeNumber RESERVE_WATTS =
      Key.WholeNumber.optional("reserveWatts", 0, 10_000_000_000L, 0);
  static final Key.WholeNumber DOMAIN_BASE_WATTS =
      Key.WholeNumber.optional("baseWatts", 0, 10_000_000_000L, 0);
  static final Key.Word<TransformerCooling> TRANSFORMER_COOLING =
      new Key.Word<>(
          "transformerCooling",
          List.of(TransformerCooling.values()),
          TransformerCooling::label,
          TransformerCooling.NONE);
  static final Key.WholeNumber PARALLEL_UNITS =
      Key.WholeNumber.optional("parallelUnits", 1, 100, 1);
  static final Key.WholeNumber SHORT_TIME_PERMILLE =
      Key.WholeNumber.optional("shortTimePermille", 1, 2_000, 1_000);
  static final Key.WholeNumber BAND_MILLIS =
      Key.WholeNumber.optional("bandMillis", 0, 3_600_000, PowerDomain.BAND_MILLIS);

  // Contract windows.
  private static final Pattern TIME_FORM = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final String TIME_RULE = "a time of day from 00:00 to 23:59";
  static final Key.Text FROM = new Key.Text("from", TIME_FORM, TIME_RULE, "07:00", null);
  static final Key.Text TO = new Key.Text("to", TIME_FORM, TIME_RULE, "22:00", null);
  static final Key.Names DAYS =
      new Key.Names(
          "days",
          new Key.Text(
              "day",
              Pattern.compile("mon|tue|wed|thu|fri|sat|sun"),
              "one of mon, tue, wed, thu, fri, sat, sun",
              "mon",
              null),
          7);
  static final Key.WholeNumber CONTRACT_WATTS =
      Key.WholeNumber.required("watts", 0, 10_000_000_000L);
  static final Key.WholeNumber UTC_OFFSET_MINUTES =
      Key.WholeNumber.optional(
          "utcOffsetMinutes", -ContractWindow.OFFSET_MAX, ContractWindow.OFFSET_MAX, 0);

  // Cooling of GPU containers.
  static final Key.WholeNumber EXCESS_PERMILLE =
      Key.WholeNumber.required("excessPermille", 0, GpuContainerCooling.EXCESS_PERMILLE_MAX);
  static final Key.WholeNumber EXCESS_PERMILLE_PER_KELVIN =
      Key.WholeNumber.optional("excessPermillePerKelvin", 0, 1_000, 4);
  static final Key.WholeNumber FROM_MILLI_CELSIUS =
      Key.WholeNumber.optional("fromMilliCelsius", -90_000, 60_000, 15_000);
  static final Key.WholeNumber HEAT_CAPACITY_WATTS =
      Key.WholeNumber.optional("heatCapacityWatts", 0, 10_000_000_000L, 0);
  static final Key.WholeNumber HEAT_LOSS_PERMILLE_PER_KELVIN =
      Key.WholeNumber.optional("heatLossPermillePerKelvin", 0, 1_000, 0);
  static final Key.WholeNumber HEAT_RATED_MILLI_CELSIUS =
      Key.WholeNumber.optional("heatRatedMilliCelsius", -90_000, 60_000, 35_000);

  // Nodes.
  static final Key.WholeNumber COUNT = Key.WholeNumber.required("count", 1, 10_000);
  static final Key.Text GPU_MODEL =
      new Key.Text("gpuModel", ID_FORM, "the id of a GPU model", "h100-sxm", null);
  static final Key.Text POWER_DOMAIN =
      new Key.Text("powerDomain", ID_FORM, "the id of a power domain", "ga-rack-1", null);
  static final Key.WholeNumber NODE_GPUS = Key.WholeNumber.required("gpus", 1, 32);
  static final Key.WholeNumber NODE_BASE_WATTS =
      Key.WholeNumber.required("baseWatts", 0, 1_000_000);
  static final Key.WholeNumber OVERHEAD_PERMILLE =
      Key.WholeNumber.required("overheadPermille", 0, 1_000);

  static final Key.WholeNumber CPU_MILLI = Key.WholeNumber.optional("cpuMilli", 0, 100_000_000, 0);
  static final Key.WholeNumber NODE_MEMORY_MEBIBYTES =
      Key.WholeNumber.optional("memoryMebibytes", 0, 100_000_000, 0);
  static final Key.WholeNumber LINKED_GPUS = Key.WholeNumber.optional("linkedGpus", 1, 32, 1);

  // Processor packages.
  static final Key.WholeNumber CPU_IDLE_WATTS = Key.WholeNumber.required("idleWatts", 0, 10_000);
  static final Key.WholeNumber CPU_FULL_WATTS = Key.WholeNumber.required("fullWatts", 1, 10_000);
  static final Key.WholeNumber CPU_THREADS = Key.WholeNumber.required("threads", 1, 10_000);

  // GPU models.
  static final Key.WholeNumber MEMORY_MEBIBYTES =
      Key.WholeNumber.required("memoryMebibytes", 1, 100_000_000);
  static final Key.WholeNumber IDLE_WATTS = Key.WholeNumber.required("idleWatts", 0, 100_000);
  static final Key.WholeNumber CAP_MIN_WATTS = Key.WholeNumber.required("capMinWatts", 1, 100_000);
  static final Key.WholeNumber PEAK_WATTS = Key.WholeNumber.required("peakWatts", 1, 100_000);

  static final Key.Word<MigLayout> MIG_LAYOUT =
      new Key.Word<>("mig", List.of(MigLayout.values()), MigLayout::label, MigLayout.NONE);

  // Miner groups.
  static final Key.WholeNumber MINER_WATTS = Key.WholeNumber.required("watts", 1, 1_000_000_000);
  static final Key.WholeNumber MILLIJOULES_PER_TERAHASH =
      Key.WholeNumber.required("millijoulesPerTerahash", 1, 1_000_000);
  static final Key.Word<MinerActuator> ACTUATOR =
      new Key.Word<>("actuator", List.of(MinerActuator.values()), MinerActuator::label);
  static final Key.WholeNumber OFF_MILLIS = Key.WholeNumber.required("offMillis", 0, DAY_MILLIS);
  static final Key.WholeNumber ON_MILLIS = Key.WholeNumber.required("onMillis", 0, DAY_MILLIS);
  static final Key.WholeNumber OFF_MILLIS_MIN =
      Key.WholeNumber.optional("offMillisMin", 0, DAY_MILLIS, 0);
  static final Key.WholeNumber MINER_STEPS =
      Key.WholeNumber.optional("steps", 1, MinerGroup.STEPS_MAX, 1);
  static final Key.WholeNumber ON_MILLIS_MIN =
      Key.WholeNumber.optional("onMillisMin", 0, DAY_MILLIS, 0);
  static final Key.WholeNumber WEAR_MICROS_PER_KILOWATT =
      Key.WholeNumber.optional("wearMicrosPerKilowatt", 0, 1_000_000_000, 0);

  // Model profiles.
  static final Key.Text MODEL =
      new Key.Text(
          "model",
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}"),
          "1 to 100 letters, digits, dots, underscores, dashes, colons and slashes",
          "all-minilm-l6-v2",
          null);
  static final Key.WholeNumber PROFILE_GPUS = Key.WholeNumber.optional("gpus", 1, 32, 1);
  static final Key.WholeNumber GPU_SHARE_MILLI =
      Key.WholeNumber.optional("gpuShareMilli", 1, 1_000, 1_000);
  static final Key.Text MIG_PROFILE =
      new Key.Text(
          "mig",
          Pattern.compile("[1-7]g\\.[0-9]{1,3}gb(\\+me)?"),
          "a MIG profile of the GPU model such as 3g.40gb",
          "1g.10gb",
          "");
  static final Key.WholeNumber HOST_MEMORY_MEBIBYTES =
      Key.WholeNumber.optional("hostMemoryMebibytes", 0, 100_000_000, 0);
  static final Key.Word<YesNo> LINKED =
      new Key.Word<>("linked", List.of(YesNo.values()), YesNo::label, YesNo.FALSE);
  static final Key.WholeNumber MEMBERS = Key.WholeNumber.optional("members", 1, 64, 1);
  static final Key.WholeNumber TOKENS_PER_SECOND =
      Key.WholeNumber.required("tokensPerSecond", 1, 1_000_000_000);
  static final Key.WholeNumber MILLIJOULES_PER_TOKEN =
      Key.WholeNumber.required("millijoulesPerToken", 0, 1_000_000_000);
  static final Key.WholeNumber LOAD_MILLIS = Key.WholeNumber.required("loadMillis", 0, DAY_MILLIS);

  // Pools.
  static final Key.Word<ServiceTier> TIER =
      new Key.Word<>("tier", List.of(ServiceTier.values()), ServiceTier::label);
  static final Key.WholeNumber REPLICAS_MIN = Key.WholeNumber.optional("replicasMin", 0, 10_000, 0);
  static final Key.WholeNumber REPLICAS_MAX = Key.WholeNumber.required("replicasMax", 1, 10_000);

  // Tenants.
  static final Key.WholeNumber WEIGHT = Key.WholeNumber.optional("weight", 1, 1_000_000, 1);

  // Lists.
  static final String SITES = "sites";
  static final String POWER_DOMAINS = "powerDomains";
  static final String GPU_CONTAINERS = "gpuContainers";
  static final String NODES = "nodes";
  static final String MINER_GROUPS = "minerGroups";
  static final String GPU_MODELS = "gpuModels";
  static final String MODEL_PROFILES = "modelProfiles";
  static final String POOLS = "pools";
  static final String TENANTS = "tenants";
  static final String GPU_TAINTS = "gpuTaints";
  static final String SPREAD = "spread";
  static final String CONTRACT = "contract";

  // Mappings.
  static final String CPU_PACKAGE = "cpuPackage";
  static final String COOLING = "cooling";

  private FleetKeys() {}

  /** The name for people; the id unless written. */
  static Key.Text name(@Nullable String fallback) {
    return new Key.Text(
        "name",
        NAME_FORM,
        "1 to 200 characters without line breaks, not starting or ending with a space",
        "Georgia (virtual)",
        fallback);
  }

  /** A reference that may be left out. */
  static Key.Text optional(Key.Text key, String fallback) {
    return new Key.Text(key.name(), key.form(), key.rule(), key.example(), fallback);
  }
}
