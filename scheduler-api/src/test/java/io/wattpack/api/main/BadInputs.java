package io.wattpack.api.main;

import io.wattpack.api.auth.KeyText;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of bad inputs: each with the status and the code it must get. */
final class BadInputs {
  private static final String LIMIT = "/api/v1/power-domains/ga-grid/limit";

  private BadInputs() {}

  /** One row of the table. */
  record Case(
      String name,
      int status,
      String code,
      Function<ServiceFixture, HttpResponse<String>> request) {
    @Override
    public String toString() {
      return "%s: %d %s".formatted(name, status, code);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(keys(), paths(), uploads(), batches(), embeddings(), orders(), tasks())
        .flatMap(List::stream);
  }

  private static List<Case> keys() {
    return List.of(
        new Case("no key", 401, "invalid_api_key", s -> s.get("", "/v1/files")),
        new Case(
            "a key of another service",
            401,
            "invalid_api_key",
            s -> s.get("sk-abcdef", "/v1/files")),
        new Case(
            "a key with one letter wrong",
            401,
            "invalid_api_key",
            s -> s.get(mistyped(s.customerA), "/v1/files")),
        new Case(
            "a well-formed key that nobody holds",
            401,
            "invalid_api_key",
            s -> s.get(unknownKey(), "/v1/files")),
        new Case(
            "basic authorisation",
            401,
            "invalid_api_key",
            s -> s.send(s.request("", "/v1/files").header("authorization", "Basic YTpi").build())),
        new Case(
            "a customer's key on an operator's route",
            403,
            "insufficient_scope",
            s -> s.get(s.customerA, "/api/v1/sites")),
        new Case(
            "an operator's key on a customer's route",
            403,
            "insufficient_scope",
            s -> s.get(s.operator, "/v1/files")));
  }

  private static List<Case> paths() {
    return List.of(
        new Case("an unknown path", 404, "unknown_url", s -> s.get(s.customerA, "/v1/nothing")),
        new Case(
            "an unknown operator path",
            404,
            "unknown_url",
            s -> s.get(s.operator, "/api/v2/sites")),
        new Case(
            "a path that climbs", 404, "unknown_url", s -> s.get("", "/..%2f..%2fetc%2fpasswd")),
        new Case(
            "a method that is not taken",
            405,
            "method_not_allowed",
            s -> s.call("PATCH", s.customerA, "/v1/files", "{}")),
        new Case(
            "a list that is too long",
            400,
            "invalid_value",
            s -> s.get(s.customerA, "/v1/files?limit=1000")),
        new Case(
            "a limit that is no number",
            400,
            "invalid_value",
            s -> s.get(s.customerA, "/v1/batches?limit=ten")),
        new Case(
            "a cursor of nobody",
            404,
            "batch_not_found",
            s -> s.get(s.customerA, "/v1/batches?after=batch_0")),
        new Case(
            "a place in the stream that is no number",
            400,
            "invalid_value",
            s -> s.get(s.operator, "/api/v1/events?after=yesterday")),
        new Case(
            "an unknown model",
            404,
            "model_not_found",
            s -> s.get(s.customerA, "/v1/models/BAAI%2Fbge-m3")));
  }

  private static List<Case> uploads() {
    return List.of(
        new Case(
            "a file that is too large",
            413,
            "file_too_large",
            s -> s.send(s.form(s.customerA, "x".repeat(300_000), "big.jsonl").build())),
        new Case(
            "an upload that is no form",
            400,
            "invalid_content_type",
            s -> s.post(s.customerA, "/v1/files", "{}")),
        new Case(
            "a form without a boundary",
            400,
            "invalid_multipart",
            s -> upload(s, "multipart/form-data", "x")),
        new Case(
            "a form that breaks off",
            400,
            "invalid_multipart",
            s ->
                upload(
                    s,
                    "multipart/form-data; boundary=b0",
                    "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf a file")),
        new Case(
            "a form without a file",
            400,
            "missing_field",
            s ->
                upload(
                    s,
                    "multipart/form-data; boundary=b0",
                    "--b0\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--b0--\r\n")),
        new Case(
            "a form without a purpose",
            400,
            "invalid_purpose",
            s ->
                upload(
                    s,
                    "multipart/form-data; boundary=b0",
                    "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n{}\r\n--b0--\r\n")),
        new Case(
            "a file that expires at once",
            400,
            "invalid_expires_after",
            s ->
                upload(
                    s,
                    "multipart/form-data; boundary=b0",
                    part("file\"; filename=\"a", "{}")
                        + part("purpose", "batch")
                        + part("expires_after[seconds]", "1")
                        + "--b0--\r\n")),
        new Case(
            "another tenant's file",
            404,
            "file_not_found",
            s -> s.get(s.customerB, "/v1/files/" + BadInputTest.fileOfA)),
        new Case(
            "another tenant's content",
            404,
            "file_not_found",
            s -> s.get(s.customerB, "/v1/files/" + BadInputTest.fileOfA + "/content")),
        new Case(
            "deleting another tenant's file",
            404,
            "file_not_found",
            s -> s.call("DELETE", s.customerB, "/v1/files/" + BadInputTest.fileOfA, "")));
  }

  private static List<Case> batches() {
    return List.of(
        new Case(
            "broken JSON",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "{\"input_file_id\":")),
        new Case(
            "JSON that is no object",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "[1]")),
        new Case(
            "a doubled member",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "{\"endpoint\":\"a\",\"endpoint\":\"b\"}")),
        new Case(
            "JSON a thousand levels deep",
            400,
            "invalid_json",
            s -> s.post(s.customerA, "/v1/batches", "[".repeat(5000))),
        new Case(
            "a body that is too large",
            413,
            "body_too_large",
            s -> s.post(s.customerA, "/v1/batches", "{\"x\":\"" + "x".repeat(70_000) + "\"}")),
        new Case(
            "a compressed body",
            415,
            "unsupported_encoding",
            s ->
                s.send(
                    s.request(s.customerA, "/v1/batches")
                        .header("content-encoding", "gzip")
                        .POST(BodyPublishers.ofString("x"))
                        .build())),
        new Case(
            "a missing member",
            400,
            "missing_field",
            s -> s.post(s.customerA, "/v1/batches", "{\"endpoint\":\"/v1/embeddings\"}")),
        new Case(
            "a member of a wrong type",
            400,
            "invalid_type",
            s -> s.post(s.customerA, "/v1/batches", "{\"input_file_id\":7}")),
        new Case(
            "an endpoint we do not have",
            400,
            "invalid_endpoint",
            s ->
                s.post(
                    s.customerA,
                    "/v1/batches",
                    ServiceFixture.batch(BadInputTest.fileOfA).replace("embeddings", "images"))),
        new Case(
            "a window we do not have",
            400,
            "invalid_completion_window",
            s ->
                s.post(
                    s.customerA,
                    "/v1/batches",
                    ServiceFixture.batch(BadInputTest.fileOfA).replace("24h", "25h"))),
        new Case(
            "a batch of another tenant's file",
            404,
            "file_not_found",
            s -> s.post(s.customerB, "/v1/batches", ServiceFixture.batch(BadInputTest.fileOfA))),
        new Case(
            "another tenant's batch",
            404,
            "batch_not_found",
            s -> s.get(s.customerB, "/v1/batches/" + BadInputTest.batchOfA)),
        new Case(
            "cancelling another tenant's batch",
            404,
            "batch_not_found",
            s -> s.post(s.customerB, "/v1/batches/" + BadInputTest.batchOfA + "/cancel", "")));
  }

  private static List<Case> embeddings() {
    String path = "/v1/embeddings";
    return List.of(
        new Case(
            "an embedding of no model",
            400,
            "invalid_json",
            s -> s.post(s.customerA, path, "{\"input\":\"a\"}")),
        new Case(
            "an embedding of an unknown model",
            404,
            "model_not_found",
            s -> s.post(s.customerA, path, "{\"model\":\"gpt-9\",\"input\":\"a\"}")));
  }

  private static List<Case> orders() {
    return List.of(
        new Case(
            "a negative limit",
            400,
            "invalid_value",
            s -> s.call("PUT", s.operator, LIMIT, "{\"limit_watts\":-1}")),
        new Case(
            "a limit that is no whole number",
            400,
            "invalid_type",
            s -> s.call("PUT", s.operator, LIMIT, "{\"limit_watts\":1.5}")),
        new Case(
            "a limit beyond all numbers",
            400,
            "invalid_value",
            s -> s.call("PUT", s.operator, LIMIT, "{\"limit_watts\":99999999999999999999}")),
        new Case(
            "a misspelt member",
            400,
            "unknown_field",
            s -> s.call("PUT", s.operator, LIMIT, "{\"limit_wats\":1}")),
        new Case(
            "a limit that has ended",
            422,
            "until_in_the_past",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    LIMIT,
                    "{\"limit_watts\":1,\"until\":\"2001-01-01T00:00:00Z\"}")),
        new Case(
            "an end that is no time",
            400,
            "invalid_value",
            s -> s.call("PUT", s.operator, LIMIT, "{\"limit_watts\":1,\"until\":\"tomorrow\"}")),
        new Case(
            "a limit of an unknown domain",
            404,
            "power_domain_not_found",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/power-domains/nowhere/limit",
                    "{\"limit_watts\":1}")),
        new Case(
            "an unknown site closed",
            404,
            "site_not_found",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/sites/nowhere/closure",
                    "{\"closure\":\"cordoned\"}")),
        new Case(
            "an unknown GPU container closed",
            404,
            "gpu_container_not_found",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/gpu-containers/none/closure",
                    "{\"closure\":\"cordoned\"}")),
        new Case(
            "an unknown node closed",
            404,
            "node_not_found",
            s ->
                s.call(
                    "PUT", s.operator, "/api/v1/nodes/none/closure", "{\"closure\":\"cordoned\"}")),
        new Case(
            "a GPU that its node has not",
            404,
            "gpu_not_found",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/gpus/ga-h-1:8/closure",
                    "{\"closure\":\"cordoned\"}")),
        new Case(
            "a GPU without a slot",
            404,
            "gpu_not_found",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/gpus/ga-h-1/closure",
                    "{\"closure\":\"cordoned\"}")),
        new Case(
            "a place half closed",
            400,
            "invalid_value",
            s ->
                s.call(
                    "PUT", s.operator, "/api/v1/nodes/ga-h-1/closure", "{\"closure\":\"ajar\"}")),
        new Case(
            "a place closed until yesterday",
            422,
            "until_in_the_past",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/nodes/ga-h-1/closure",
                    "{\"closure\":\"drained\",\"until\":\"2020-01-01T00:00:00Z\"}")),
        new Case(
            "a place opened for a time",
            400,
            "invalid_value",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/nodes/ga-h-1/closure",
                    "{\"closure\":\"open\",\"until\":\"2090-01-01T00:00:00Z\"}")),
        new Case(
            "a place closed by a misspelt member",
            400,
            "unknown_field",
            s ->
                s.call(
                    "PUT", s.operator, "/api/v1/nodes/ga-h-1/closure", "{\"closed\":\"drained\"}")),
        new Case(
            "a policy nobody knows",
            400,
            "invalid_value",
            s -> s.call("PUT", s.operator, "/api/v1/placement/policy", "{\"name\":\"worst-fit\"}")),
        new Case(
            "a policy without a name",
            400,
            "missing_field",
            s -> s.call("PUT", s.operator, "/api/v1/placement/policy", "{}")),
        new Case(
            "a seed for a policy that draws nothing",
            400,
            "invalid_value",
            s ->
                s.call(
                    "PUT",
                    s.operator,
                    "/api/v1/placement/policy",
                    "{\"name\":\"fgd\",\"seed\":1}")),
        new Case(
            "a customer closing a node",
            403,
            "insufficient_scope",
            s ->
                s.call(
                    "PUT",
                    s.customerA,
                    "/api/v1/nodes/ga-h-1/closure",
                    "{\"closure\":\"drained\"}")),
        new Case(
            "a fleet that is no fleet",
            422,
            "invalid_fleet",
            s -> s.call("PUT", s.operator, "/api/v1/fleet", "sites: [")),
        new Case(
            "a key for an unknown tenant",
            422,
            "tenant_not_found",
            s -> s.post(s.operator, "/api/v1/keys", "{\"tenant\":\"nobody\"}")));
  }

  private static List<Case> tasks() {
    String path = "/api/v1/jobs";
    return List.of(
        new Case(
            "a task without memory",
            400,
            "missing_field",
            s -> s.post(s.customerA, path, "{\"run_seconds\":1}")),
        new Case(
            "a task of half a GPU, twice",
            400,
            "invalid_value",
            s ->
                s.post(
                    s.customerA,
                    path,
                    "{\"gpus\":2,\"gpu_share_milli\":500,\"memory_mib\":1,\"run_seconds\":1}")),
        new Case(
            "an unknown job explained",
            404,
            "job_not_found",
            s -> s.get(s.operator, path + "/job_none/explanation")),
        new Case(
            "a task that asks for nothing",
            400,
            "invalid_value",
            s -> s.post(s.customerA, path, "{\"gpus\":0,\"run_seconds\":1}")),
        new Case(
            "a task in a slice nobody has",
            400,
            "invalid_value",
            s -> s.post(s.customerA, path, "{\"mig\":\"1g.1gb\",\"run_seconds\":1}")),
        new Case(
            "a task of another kind",
            400,
            "invalid_value",
            s -> s.post(s.customerA, path, "{\"kind\":\"batch\"}")),
        new Case(
            "a task for another tenant",
            403,
            "insufficient_scope",
            s -> s.post(s.customerA, path, "{\"tenant\":\"customer-b\"}")),
        new Case(
            "an operator's task for nobody",
            400,
            "missing_field",
            s -> s.post(s.operator, path, "{\"memory_mib\":1,\"run_seconds\":1}")),
        new Case("an unknown job", 404, "job_not_found", s -> s.get(s.customerA, path + "/job_0")));
  }

  private static HttpResponse<String> upload(ServiceFixture s, String type, String body) {
    return s.send(
        s.request(s.customerA, "/v1/files")
            .header("content-type", type)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String part(String name, String value) {
    return "--b0\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static String mistyped(String key) {
    char last = key.charAt(30);
    return key.substring(0, 30) + (last == 'a' ? 'b' : 'a') + key.substring(31);
  }

  private static String unknownKey() {
    return KeyText.random(new Random(7)).reveal();
  }
}
