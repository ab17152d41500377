package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Withdraws power events. */
@Command(name = "cancel", description = "Withdraws power events: their limits no longer hold.")
final class PowerEventCancelCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "EVENT", arity = "1..*", description = "The ids of power events.")
  private List<String> events;

  @Override
  public Integer call() {
    ApiClient client = shared.asOperator();
    ArrayNode answers = Json.array();
    for (String event : events) {
      answers.add(client.delete(PowerEventCommand.PATH + "/" + ApiClient.step(event)));
    }
    shared.printer().list(answers, PowerEventCommand.COLUMNS);
    return ExitCode.OK.code();
  }
}
