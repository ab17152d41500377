package io.wattpack.api.main;

import io.wattpack.api.auth.KeyText;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Requests of those who may not ask, and for what is not there. */
final class BadAddresses {
  private BadAddresses() {}

  static Stream<BadInput> all() {
    return Stream.of(keys(), paths()).flatMap(List::stream);
  }

  private static List<BadInput> keys() {
    return List.of(
        new BadInput("no key", 401, "invalid_api_key", s -> s.get("", "/v1/files")),
        new BadInput(
            "a key of another service",
            401,
            "invalid_api_key",
            s -> s.get("sk-abcdef", "/v1/files")),
        new BadInput(
            "a key with one letter wrong",
            401,
            "invalid_api_key",
            s -> s.get(mistyped(s.customerA), "/v1/files")),
        new BadInput(
            "a well-formed key that nobody holds",
            401,
            "invalid_api_key",
            s -> s.get(unknownKey(), "/v1/files")),
        new BadInput(
            "basic authorisation",
            401,
            "invalid_api_key",
            s -> s.send(s.request("", "/v1/files").header("authorization", "Basic YTpi").build())),
        new BadInput(
            "a customer's key on an operator's route",
            403,
            "insufficient_scope",
            s -> s.get(s.customerA, "/api/v1/sites")),
        new BadInput(
            "an operator's key on a customer's route",
            403,
            "insufficient_scope",
            s -> s.get(s.operator, "/v1/files")));
  }

  private static List<BadInput> paths() {
    return List.of(
        new BadInput("an unknown path", 404, "unknown_url", s -> s.get(s.customerA, "/v1/nothing")),
        new BadInput(
            "an unknown operator path",
            404,
            "unknown_url",
            s -> s.get(s.operator, "/api/v2/sites")),
        new BadInput(
            "a path that climbs", 404, "unknown_url", s -> s.get("", "/..%2f..%2fetc%2fpasswd")),
        new BadInput(
            "a method that is not taken",
            405,
            "method_not_allowed",
            s -> s.call("PATCH", s.customerA, "/v1/files", "{}")),
        new BadInput(
            "a list that is too long",
            400,
            "invalid_value",
            s -> s.get(s.customerA, "/v1/files?limit=1000")),
        new BadInput(
            "a limit that is no number",
            400,
            "invalid_value",
            s -> s.get(s.customerA, "/v1/batches?limit=ten")),
        new BadInput(
            "a cursor of nobody",
            404,
            "batch_not_found",
            s -> s.get(s.customerA, "/v1/batches?after=batch_0")),
        new BadInput(
            "a place in the stream that is no number",
            400,
            "invalid_value",
            s -> s.get(s.operator, "/api/v1/events?after=yesterday")),
        new BadInput(
            "an unknown model",
            404,
            "model_not_found",
            s -> s.get(s.customerA, "/v1/models/BAAI%2Fbge-m3")));
  }

  private static String mistyped(String key) {
    char last = key.charAt(30);
    return key.substring(0, 30) + (last == 'a' ? 'b' : 'a') + key.substring(31);
  }

  private static String unknownKey() {
    return KeyText.random(new Random(7)).reveal();
  }
}
