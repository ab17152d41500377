package io.wattpack.api.main;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** Uploads that are no proper form or too much, and files of another tenant. */
final class BadUploads {
  private static final String FORM = "multipart/form-data; boundary=b0";

  private BadUploads() {}

  static Stream<BadInput> all() {
    return Stream.of(forms(), filesOfOthers()).flatMap(List::stream);
  }

  private static List<BadInput> forms() {
    return List.of(
        new BadInput(
            "a file that is too large",
            413,
            "file_too_large",
            s -> s.send(s.form(s.customerA, "x".repeat(300_000), "big.jsonl").build())),
        new BadInput(
            "an upload that is no form",
            400,
            "invalid_content_type",
            s -> s.post(s.customerA, "/v1/files", "{}")),
        new BadInput(
            "a form without a boundary",
            400,
            "invalid_multipart",
            s -> upload(s, "multipart/form-data", "x")),
        new BadInput(
            "a form that breaks off",
            400,
            "invalid_multipart",
            s ->
                upload(
                    s,
                    FORM,
                    "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf a file")),
        new BadInput(
            "a form without a file",
            400,
            "missing_field",
            s ->
                upload(
                    s,
                    FORM,
                    "--b0\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--b0--\r\n")),
        new BadInput(
            "a form without a purpose",
            400,
            "invalid_purpose",
            s ->
                upload(
                    s,
                    FORM,
                    "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n{}\r\n--b0--\r\n")),
        new BadInput(
            "a file that expires at once",
            400,
            "invalid_expires_after",
            s ->
                upload(
                    s,
                    FORM,
                    part("file\"; filename=\"a", "{}")
                        + part("purpose", "batch")
                        + part("expires_after[seconds]", "1")
                        + "--b0--\r\n")));
  }

  private static List<BadInput> filesOfOthers() {
    return List.of(
        new BadInput(
            "another tenant's file",
            404,
            "file_not_found",
            s -> s.get(s.customerB, "/v1/files/" + BadInputTest.fileOfA)),
        new BadInput(
            "another tenant's content",
            404,
            "file_not_found",
            s -> s.get(s.customerB, "/v1/files/" + BadInputTest.fileOfA + "/content")),
        new BadInput(
            "deleting another tenant's file",
            404,
            "file_not_found",
            s -> s.call("DELETE", s.customerB, "/v1/files/" + BadInputTest.fileOfA, "")));
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
}
