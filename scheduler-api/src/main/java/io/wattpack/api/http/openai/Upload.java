package io.wattpack.api.http.openai;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.wattpack.api.batch.FileObject;
import io.wattpack.api.batch.FileService;
import io.wattpack.api.batch.IncomingFile;
import io.wattpack.api.batch.Outcome;
import io.wattpack.api.batch.Refusal;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.ApiException;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A multipart form on its way in. The file's bytes go to storage piece by piece while they arrive,
 * never as a whole into memory: a full piece pauses the connection until it is written. The other
 * fields may come before or after the file, so nothing is decided before the form ends. Neither a
 * content length nor the part's content type is asked for.
 */
final class Upload {
  private static final int PIECE_BYTES = 256 * 1024;
  private static final String FILE = "file";

  private final Call call;
  private final HttpServerRequest request;
  private final FileService files;
  private final Executor blocking;
  private final CompletableFuture<Outcome<FileObject>> result = new CompletableFuture<>();

  /**
   * The newest write; all of them run in order, so that the file belongs to one thread at a time.
   */
  private CompletableFuture<IncomingFile> writing = new CompletableFuture<>();

  private CompletableFuture<IncomingFile> begun = writing;
  private @Nullable HttpServerFileUpload part;
  private Buffer piece = Buffer.buffer();
  private boolean isPartWhole;
  private boolean isFormWhole;
  private boolean isWriting;
  private boolean isFinishing;

  Upload(Call call, FileService files, Executor blocking) {
    this.call = call;
    this.request = call.request();
    this.files = files;
    this.blocking = blocking;
  }

  /** Reads the form; completes with what became of the file. */
  CompletionStage<Outcome<FileObject>> receive() {
    expectForm();
    request.uploadHandler(this::accept);
    request.exceptionHandler(failure -> fail(broken(failure)));
    request.endHandler(
        end -> {
          isFormWhole = true;
          finishWhenWhole();
          checkTheEnd();
        });
    return result;
  }

  private void expectForm() {
    String type = request.getHeader("content-type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw ApiError.of(
              400,
              "invalid_content_type",
              "A file is uploaded as multipart/form-data, but the content type was '%s'."
                  .formatted(type))
          .asException();
    }
    if (!type.toLowerCase(Locale.ROOT).contains("boundary=")) {
      throw invalidForm("The form has no boundary.").asException();
    }
    request.setExpectMultipart(true);
  }

  private void accept(HttpServerFileUpload upload) {
    if (!upload.name().equals(FILE)) {
      upload.handler(ignored -> {});
      return;
    }
    if (part != null) {
      fail(invalidForm("The form holds more than one file."));
      return;
    }
    part = upload;
    begun = CompletableFuture.supplyAsync(files::begin, blocking);
    writing = begun;
    CompletionStage<IncomingFile> opened = begun;
    opened.whenComplete((file, failure) -> call.onEventLoop(() -> begun(failure)));
    upload.handler(this::collect);
    upload.exceptionHandler(failure -> fail(broken(failure)));
    upload.endHandler(end -> endPart());
  }

  private void collect(Buffer bytes) {
    piece.appendBuffer(bytes);
    if (piece.length() >= PIECE_BYTES) {
      flush();
    }
  }

  private void endPart() {
    flush();
    isPartWhole = true;
    finishWhenWhole();
  }

  private void flush() {
    HttpServerFileUpload upload = part;
    if (upload == null || piece.length() == 0 || result.isDone()) {
      return;
    }
    byte[] bytes = piece.getBytes();
    piece = Buffer.buffer();
    upload.pause();
    isWriting = true;
    writing = writing.thenApplyAsync(file -> write(file, bytes), blocking);
    CompletionStage<IncomingFile> written = writing;
    written.whenComplete((file, failure) -> call.onEventLoop(() -> written(upload, failure)));
  }

  private static IncomingFile write(IncomingFile file, byte[] bytes) {
    Optional<Refusal> refusal = file.write(bytes, 0, bytes.length);
    if (refusal.isPresent()) {
      throw Outcomes.error(refusal.get()).asException();
    }
    return file;
  }

  private void written(HttpServerFileUpload upload, @Nullable Throwable failure) {
    isWriting = false;
    if (failure != null) {
      fail(failure);
    }
    upload.resume();
    checkTheEnd();
  }

  /**
   * A body may end before its form does, and then the part just never ends. What the part still
   * holds is handed out in the turn after it was resumed: two turns later an unfinished part is a
   * broken one.
   */
  private void checkTheEnd() {
    if (isFormWhole && part != null && !isPartWhole) {
      call.onEventLoop(() -> call.onEventLoop(this::breakOffUnlessWhole));
    }
  }

  private void breakOffUnlessWhole() {
    if (!isPartWhole && !isWriting) {
      fail(invalidForm("The form ends before its file does."));
    }
  }

  private void begun(@Nullable Throwable failure) {
    if (failure != null) {
      fail(failure);
    }
  }

  private void finishWhenWhole() {
    if (!isFormWhole || result.isDone()) {
      return;
    }
    if (part == null) {
      fail(
          ApiError.inField(
              400,
              "missing_field",
              FILE,
              "The form holds no file.\nMaybe name the part 'file' and give it a file name."));
    } else if (isPartWhole) {
      finish(part.filename());
    }
  }

  private void finish(String filename) {
    Long expiresAfter;
    try {
      expiresAfter = expiresAfter();
    } catch (ApiException e) {
      fail(e);
      return;
    }
    isFinishing = true;
    String purpose = Optional.ofNullable(request.getFormAttribute("purpose")).orElse("");
    CompletionStage<Outcome<FileObject>> finished =
        writing.thenCompose(
            file ->
                files.finish(
                    file,
                    call.tenant(),
                    unescaped(filename),
                    purpose,
                    expiresAfter,
                    RequestIdentities.of(call, "/v1/files", "")));
    finished.whenComplete(this::complete);
  }

  private @Nullable Long expiresAfter() {
    String anchor = request.getFormAttribute("expires_after[anchor]");
    if (anchor != null && !anchor.equals("created_at")) {
      throw Fields.invalid("expires_after[anchor]", "The anchor must be created_at.");
    }
    String seconds = request.getFormAttribute("expires_after[seconds]");
    try {
      return seconds == null ? null : (Long) Long.parseLong(seconds.strip());
    } catch (NumberFormatException e) {
      throw Fields.invalid("expires_after[seconds]", "The seconds must be a whole number.");
    }
  }

  private void complete(@Nullable Outcome<FileObject> outcome, @Nullable Throwable failure) {
    if (outcome == null) {
      result.completeExceptionally(
          failure == null ? new IllegalStateException("No outcome.") : failure);
    } else {
      result.complete(outcome);
    }
  }

  private void fail(ApiError error) {
    fail(error.asException());
  }

  private void fail(Throwable failure) {
    if (!isFinishing && result.completeExceptionally(failure)) {
      abandon();
    }
  }

  /** Frees what was written so far; the rest of the form is dropped as it comes. */
  private void abandon() {
    HttpServerFileUpload upload = part;
    if (upload != null) {
      upload.handler(ignored -> {});
      upload.resume();
    }
    CompletionStage<IncomingFile> last = writing;
    last.whenCompleteAsync((written, failure) -> discard(), blocking);
  }

  private void discard() {
    if (!begun.isCompletedExceptionally()) {
      begun.join().close();
    }
  }

  /** Browsers and the clients write a double quote in a file name as {@code %22}. */
  private static String unescaped(String filename) {
    return filename.replace("%22", "\"");
  }

  private static ApiError broken(Throwable failure) {
    return failure instanceof HttpClosedException
        ? ApiError.of(400, "request_aborted", "The connection ended before the form did.")
        : invalidForm("The form is broken.");
  }

  private static ApiError invalidForm(String message) {
    return ApiError.of(
        400,
        "invalid_multipart",
        message + "\nMaybe let an HTTP library write the multipart body.");
  }
}
