package io.wattpack.api.main;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;

/** Batches and embeddings asked for by a body that is none, or with members that do not fit. */
final class BadBatches {
  private BadBatches() {}

  static Stream<BadInput> all() {
    return Stream.of(bodies(), members(), embeddings()).flatMap(List::stream);
  }

  private static List<BadInput> bodies() {
    return List.of(
        new BadInput(
            "broken JSON",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "{\"input_file_id\":")),
        new BadInput(
            "JSON that is no object",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "[1]")),
        new BadInput(
            "a doubled member",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "{\"endpoint\":\"a\",\"endpoint\":\"b\"}")),
        new BadInput(
            "JSON a thousand levels deep",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "[".repeat(5000))),
        new BadInput(
            "a body that is too large",
            413,
            "body_too_large",
            s -> s.post(s.customerA, "/v1/batches", "{\"x\":\"" + "x".repeat(70_000) + "\"}")),
        new BadInput(
            "a compressed body",
            415,
            "unsupported_encoding",
            s ->
                s.send(
                    s.request(s.customerA, "/v1/batches")
                        .header("content-encoding", "gzip")
                        .POST(BodyPublishers.ofString("x"))
                        .build())));
  }

  private static List<BadInput> members() {
    return List.of(
        new BadInput(
            "a missing member",
            400,
            "missing_field",
            s -> s.post(s.customerA, "/v1/batches", "{\"endpoint\":\"/v1/embeddings\"}")),
        new BadInput(
            "a member of a wrong type",
            400,
            "invalid_type",
            s -> s.post(s.customerA, "/v1/batches", "{\"input_file_id\":7}")),
        new BadInput(
            "an endpoint we do not have",
            400,
            "invalid_endpoint",
            s ->
                s.post(
                    s.customerA,
                    "/v1/batches",
                    ServiceFixture.batch(BadInputTest.fileOfA).replace("embeddings", "images"))),
        new BadInput(
            "a window we do not have",
            400,
            "invalid_completion_window",
            s ->
                s.post(
                    s.customerA,
                    "/v1/batches",
                    ServiceFixture.batch(BadInputTest.fileOfA).replace("24h", "25h"))),
        new BadInput(
            "a batch of another tenant's file",
            404,
            "file_not_found",
            s -> s.post(s.customerB, "/v1/batches", ServiceFixture.batch(BadInputTest.fileOfA))),
        new BadInput(
            "another tenant's batch",
            404,
            "batch_not_found",
            s -> s.get(s.customerB, "/v1/batches/" + BadInputTest.batchOfA)),
        new BadInput(
            "cancelling another tenant's batch",
            404,
            "batch_not_found",
            s -> s.post(s.customerB, "/v1/batches/" + BadInputTest.batchOfA + "/cancel", "")));
  }

  private static List<BadInput> embeddings() {
    String path = "/v1/embeddings";
    return List.of(
        new BadInput(
            "an embedding of no model",
            400,
            "invalid_json",
            s -> s.post(s.customerA, path, "{\"input\":\"a\"}")),
        new BadInput(
            "an embedding of an unknown model",
            404,
            "model_not_found",
            s -> s.post(s.customerA, path, "{\"model\":\"gpt-9\",\"input\":\"a\"}")));
  }
}
