package io.wattpack.api.site.miner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What runs on a stand-in for a machine: sessions, sleep, power target, and a draw that follows
 * after a while. Thread-safe; knows nothing of sockets.
 */
final class StandInFirmware {
  static final long ASLEEP_WATTS = 25;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SESSION_MILLIS = 60_000;

  private final InstantSource clock;
  private final long nameplateWatts;
  private final long rampMillis;
  private final List<String> heard = new ArrayList<>();
  private Lie lie = Lie.NONE;
  private boolean isAsleep;
  private boolean takesTarget = true;
  private boolean knowsCurtailMode = true;
  private long targetWatts;
  private double wattsBefore;
  private long changedAt;
  private String session = "";
  private long sessionUsedAt;
  private int sessionsGranted;
  private int sessionsExpiring;

  /** Begins asleep. */
  StandInFirmware(InstantSource clock, long nameplateWatts, long rampMillis) {
    this.clock = clock;
    this.nameplateWatts = nameplateWatts;
    this.rampMillis = rampMillis;
    this.isAsleep = true;
    this.wattsBefore = ASLEEP_WATTS;
    this.changedAt = clock.millis() - rampMillis;
  }

  synchronized StandInFirmware awake() {
    isAsleep = false;
    wattsBefore = nameplateWatts;
    return this;
  }

  synchronized void tell(Lie now) {
    change(() -> lie = now);
  }

  synchronized void withoutTarget() {
    takesTarget = false;
  }

  synchronized void withoutCurtailMode() {
    knowsCurtailMode = false;
  }

  /** Somebody else takes the session, or gives it back when empty. */
  synchronized void hold(String other) {
    session = other;
    sessionUsedAt = clock.millis();
  }

  /** The next session that is granted is over before it is used. */
  synchronized void expireNextSession() {
    sessionsExpiring++;
  }

  /** Restarts: the session is gone; asleep stays asleep, unless it forgets. */
  synchronized void restart(boolean forgetsSleep) {
    session = "";
    if (forgetsSleep) {
      change(() -> isAsleep = false);
    }
  }

  synchronized boolean isAsleep() {
    return isAsleep;
  }

  synchronized boolean hasSession() {
    return !session.isEmpty();
  }

  synchronized long targetWatts() {
    return targetWatts;
  }

  /** The commands heard, in their order, without sessions. */
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /** What it really draws now: a straight line from what was to what will be. */
  synchronized long watts() {
    long span = lie == Lie.SLEEPS_LATE && isAsleep ? 10 * rampMillis : rampMillis;
    double part = span == 0 ? 1 : Math.min(1, (clock.millis() - changedAt) / (double) span);
    return Math.round(wattsBefore + part * (wattsAimed() - wattsBefore));
  }

  private double wattsAimed() {
    double awake = targetWatts == 0 ? nameplateWatts : targetWatts;
    return switch (lie) {
      case KEEPS_DRAWING -> nameplateWatts;
      case STAYS_ASLEEP -> ASLEEP_WATTS;
      case DRAWS_MORE -> isAsleep ? ASLEEP_WATTS : awake * 1.5;
      case NONE, SLEEPS_LATE -> isAsleep ? ASLEEP_WATTS : awake;
    };
  }

  private void change(Runnable change) {
    wattsBefore = watts();
    changedAt = clock.millis();
    change.run();
  }

  /**
   * The bytes that go back, complete or not; {@code fault} may keep the command from being done.
   */
  synchronized byte[] answer(byte[] request, WireFault fault) {
    return switch (fault) {
      case GARBAGE -> utf8("{\"STATUS\" nonsense");
      case NOT_AN_OBJECT -> utf8("[1]");
      case ERROR -> refusal("E", 14, "Not now");
      case FATAL -> refusal("F", 14, "Not now");
      case HUGE -> utf8(" ".repeat(1 << 20));
      case DROPPED -> done(request, new byte[0]);
      case HALF -> half(reply(request));
      default -> changed(reply(request), fault);
    };
  }

  private byte[] done(byte[] request, byte[] answer) {
    reply(request);
    return answer;
  }

  private static byte[] half(ObjectNode reply) {
    byte[] whole = utf8(reply.toString());
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] changed(ObjectNode reply, WireFault fault) {
    switch (fault) {
      case NO_STATUS -> reply.remove("STATUS");
      case ODD_STATUS -> reply.put("STATUS", "S");
      case WARNING -> ((ObjectNode) reply.path("STATUS").path(0)).put("STATUS", "W");
      case NO_SECTION -> reply.retain("STATUS");
      case ODD_FIGURES -> odd(reply);
      default -> {}
    }
    String end = fault == WireFault.TRAILING ? "}" : fault == WireFault.NUL ? "\0" : "";
    return utf8(reply + end);
  }

  private static void odd(ObjectNode reply) {
    if (reply.path("POWER").path(0) instanceof ObjectNode power) {
      power.put("Watts", -1);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode reply(byte[] request) {
    JsonNode json = parse(request);
    String command = json.path("command").asText();
    String[] parameter = json.path("parameter").asText().split(",", 2);
    heard.add(parameter.length < 2 ? command : command + " " + parameter[1]);
    return switch (command) {
      case "config" -> section("CONFIG", config());
      case "summary" -> section("SUMMARY", summary());
      case "power" -> section("POWER", object().put("PSU", true).put("Watts", watts()));
      case "logon" -> logon();
      case "logoff", "curtail", "powertargetset" -> inSession(command, parameter);
      default -> status("E", 14, "Invalid command");
    };
  }

  private static JsonNode parse(byte[] request) {
    try {
      return JSON.readTree(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode config() {
    ObjectNode config =
        object()
            .put("IsPowerTargetSupported", takesTarget)
            .put("IsPowerTargetEnabled", targetWatts > 0)
            .put("IdealPowerTarget", targetWatts);
    return knowsCurtailMode ? config.put("CurtailMode", isAsleep ? "Sleep" : "None") : config;
  }

  private ObjectNode summary() {
    boolean hashes = !isAsleep && clock.millis() - changedAt >= rampMillis;
    return object().put("GHS 5s", hashes ? 200_000.7 : 0.0);
  }

  private ObjectNode logon() {
    if (isHeld()) {
      return status("E", 402, "Another session is active");
    }
    session = "sEcReT" + ++sessionsGranted;
    sessionUsedAt = clock.millis();
    ObjectNode granted = section("SESSION", object().put("SessionID", session));
    if (sessionsExpiring > 0) {
      sessionsExpiring--;
      session = "";
    }
    return granted;
  }

  private boolean isHeld() {
    return !session.isEmpty() && clock.millis() - sessionUsedAt < SESSION_MILLIS;
  }

  private ObjectNode inSession(String command, String[] parameter) {
    if (!isHeld() || !session.equals(parameter[0])) {
      return status("E", 403, "Invalid session " + parameter[0]);
    }
    sessionUsedAt = clock.millis();
    if (command.equals("logoff")) {
      session = "";
      return status("S", 317, "Session dropped");
    }
    return carryOut(parameter[1]);
  }

  private ObjectNode carryOut(String what) {
    if (what.startsWith("power=")) {
      if (!takesTarget) {
        return status("E", 14, "Not supported");
      }
      change(() -> targetWatts = Long.parseLong(what.substring("power=".length())));
      return status("S", 500, "Power target set");
    }
    boolean sleeps = what.equals("sleep");
    if (sleeps != isAsleep) {
      change(() -> isAsleep = sleeps);
    }
    return section("CURTAIL", object().put("Action", sleeps ? "sleep mode" : "wake up"));
  }

  private static ObjectNode section(String name, ObjectNode entry) {
    ObjectNode reply = status("S", 335, "Done");
    reply.putArray(name).add(entry);
    return reply;
  }

  private static byte[] refusal(String letter, int code, String message) {
    return utf8(status(letter, code, message).toString());
  }

  private static ObjectNode status(String letter, int code, String message) {
    ObjectNode reply = object();
    reply
        .putArray("STATUS")
        .addObject()
        .put("STATUS", letter)
        .put("Code", code)
        .put("Msg", message);
    return reply.put("id", 1);
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
