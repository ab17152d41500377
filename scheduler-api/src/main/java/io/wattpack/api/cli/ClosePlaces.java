package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Closes the places of a noun, for a time perhaps. */
abstract class ClosePlaces implements Callable<Integer> {
  static final List<Column> COLUMNS =
      List.of(
          Column.of("ID", "/id"),
          Column.of("CLOSURE", "/closure"),
          Column.of("UNTIL", "/until"),
          Column.of("INPUT", "/input"));

  @Spec private CommandSpec spec;

  @ParentCommand private PlaceNoun noun;

  @Mixin private SharedOptions shared;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "What to close; a GPU is its node and slot: n-1:3.")
  private List<String> ids;

  @ArgGroup private @Nullable End end;

  /** At most one of the two. */
  private static final class End {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        description = "When it opens by itself: 2026-07-01T18:00:00Z (default: never).")
    private @Nullable String until;

    @Option(
        names = "--for",
        paramLabel = "DURATION",
        description = "For how long: 90s, 30m, 2h (default: until it is opened).")
    private @Nullable String length;
  }

  /** The word of the route, for example {@code drained}. */
  abstract String closure();

  @Override
  public Integer call() {
    ObjectNode body = Json.object().put("closure", closure());
    @Nullable String until = until();
    if (until != null) {
      body.put("until", until);
    }
    put(shared, noun, ids, body);
    return ExitCode.OK.code();
  }

  static void put(SharedOptions shared, PlaceNoun noun, List<String> ids, ObjectNode body) {
    ApiClient client = shared.asOperator();
    ArrayNode answers = Json.array();
    for (String id : ids) {
      String path = "/api/v1/%s/%s/closure".formatted(noun.route(), ApiClient.step(id));
      answers.add(client.put(path, "application/json", body.toString()));
    }
    shared.printer().list(answers, COLUMNS);
  }

  private @Nullable String until() {
    if (end == null) {
      return null;
    }
    String option = end.until == null ? "--for" : "--until";
    String text = end.until == null ? end.length : end.until;
    return text == null
        ? null
        : EndTime.of(
            option,
            text,
            shared.surroundings().clock(),
            spec.qualifiedName().replaceFirst("wattpack ", ""));
  }
}
