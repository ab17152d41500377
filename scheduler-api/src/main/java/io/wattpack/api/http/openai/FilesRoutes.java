package io.wattpack.api.http.openai;

import io.vertx.core.http.HttpMethod;
import io.wattpack.api.batch.FileContent;
import io.wattpack.api.batch.FileService;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** {@code /v1/files}. */
public final class FilesRoutes {
  private static final String PATH = "/v1/files";

  private final FileService files;
  private final Executor blocking;

  /** Routes over {@code files}; storage is read and written on {@code blocking}. */
  public FilesRoutes(FileService files, Executor blocking) {
    this.files = files;
    this.blocking = blocking;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(HttpMethod.POST, PATH, Access.CUSTOMER, BodyKind.STREAM, this::create),
        Endpoint.get(PATH, Access.CUSTOMER, this::list),
        Endpoint.get(PATH + "/:id", Access.CUSTOMER, this::get),
        Endpoint.get(PATH + "/:id/content", Access.CUSTOMER, this::content),
        new Endpoint(
            HttpMethod.DELETE, PATH + "/:id", Access.CUSTOMER, BodyKind.NONE, this::delete));
  }

  private CompletionStage<Answer> create(Call call) {
    return new Upload(call, files, blocking)
        .receive()
        .thenApply(outcome -> Outcomes.answer(outcome, FileJson::of));
  }

  private CompletionStage<Answer> list(Call call) {
    return files
        .list(call.tenant(), PageJson.query(call), call.query("purpose").orElse(null))
        .thenApply(outcome -> Outcomes.answer(outcome, page -> PageJson.of(page, FileJson::of)));
  }

  private CompletionStage<Answer> get(Call call) {
    return files
        .get(call.tenant(), call.path("id"))
        .thenApply(outcome -> Outcomes.answer(outcome, FileJson::of));
  }

  private CompletionStage<Answer> delete(Call call) {
    return files
        .delete(call.tenant(), call.path("id"))
        .thenApply(outcome -> Outcomes.answer(outcome, FileJson::deleted));
  }

  private CompletionStage<Answer> content(Call call) {
    return files
        .content(call.tenant(), call.path("id"))
        .thenApply(outcome -> download(call, Outcomes.value(outcome)));
  }

  private Answer download(Call call, FileContent content) {
    return response -> new Download(call, content, blocking).send(response);
  }
}
