package io.wattpack.api.site.miner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * One command to one machine.
 *
 * @param session it is made in; empty: none. Shown to nobody
 * @param parameter what follows the session; empty: nothing
 */
record MinerRequest(MinerAddress machine, String command, String session, String parameter) {
  static MinerRequest of(MinerAddress machine, String command) {
    return new MinerRequest(machine, command, "", "");
  }

  byte[] bytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("command", command);
    if (!session.isEmpty()) {
      json.put("parameter", parameter.isEmpty() ? session : session + "," + parameter);
    }
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  MinerException failed(MinerFault fault, String what) {
    return new MinerException(machine, command, fault, what);
  }

  /** Text of a reply for people: short, printable, without a session. */
  String shown(String text) {
    return command.equals("logon") ? "(not shown)" : masked(text);
  }

  String masked(String text) {
    return MinerReply.cut(session.isEmpty() ? text : text.replace(session, "(session)"));
  }
}
