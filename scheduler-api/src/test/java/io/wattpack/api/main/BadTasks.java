package io.wattpack.api.main;

import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tasks that nobody can run, and jobs that nobody knows. */
final class BadTasks {
  private static final String JOBS = "/api/v1/jobs";

  private BadTasks() {}

  static Stream<BadInput> all() {
    return Stream.of(
        new BadInput("a task without memory", 400, "missing_field", submit("{\"run_seconds\":1}")),
        new BadInput(
            "a task of half a GPU, twice",
            400,
            "invalid_value",
            submit("{\"gpus\":2,\"gpu_share_milli\":500,\"memory_mib\":1,\"run_seconds\":1}")),
        new BadInput(
            "an unknown job explained",
            404,
            "job_not_found",
            s -> s.get(s.operator, JOBS + "/job_none/explanation")),
        new BadInput(
            "a task that asks for nothing",
            400,
            "invalid_value",
            submit("{\"gpus\":0,\"run_seconds\":1}")),
        new BadInput(
            "a task in a slice nobody has",
            400,
            "invalid_value",
            submit("{\"mig\":\"1g.1gb\",\"run_seconds\":1}")),
        new BadInput(
            "a task of another kind", 400, "invalid_value", submit("{\"kind\":\"batch\"}")),
        new BadInput(
            "a task for another tenant",
            403,
            "insufficient_scope",
            submit("{\"tenant\":\"customer-b\"}")),
        new BadInput(
            "an operator's task for nobody",
            400,
            "missing_field",
            s -> s.post(s.operator, JOBS, "{\"memory_mib\":1,\"run_seconds\":1}")),
        new BadInput(
            "an unknown job", 404, "job_not_found", s -> s.get(s.customerA, JOBS + "/job_0")));
  }

  private static Function<ServiceFixture, HttpResponse<String>> submit(String task) {
    return service -> service.post(service.customerA, JOBS, task);
  }
}
