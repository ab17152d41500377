package io.wattpack.api.worker;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.wattpack.core.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The packaged embedding model, all-MiniLM-L6-v2 quantized to 8 bits, on the CPU of this process.
 * Answers {@code /v1/embeddings}; tokens are counted by the model's own tokenizer.
 */
public final class MiniLmServer implements ModelServer {
  public static final ModelId MODEL = new ModelId("all-minilm-l6-v2");
  public static final int DIMENSIONS = 384;

  private static final String EMBEDDINGS = "/v1/embeddings";

  private final EmbeddingModel model;
  private final Executor callers;

  private MiniLmServer(EmbeddingModel model, Executor callers) {
    this.model = model;
    this.callers = callers;
  }

  /**
   * Loads the model and answers a first text, which takes about a second; blocks.
   *
   * @param callers run the model; two threads keep two cores busy, more do not make it faster
   */
  public static MiniLmServer load(Executor callers) {
    // Its own executor would only be asked for several texts at once, and starts threads: here a
    // caller takes one after the other.
    EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    model.embed("ready");
    return new MiniLmServer(model, callers);
  }

  @Override
  public CompletableFuture<ModelAnswer> call(String url, String body) {
    return CompletableFuture.supplyAsync(() -> answer(url, body), callers);
  }

  private ModelAnswer answer(String url, String body) {
    try {
      if (!url.equals(EMBEDDINGS)) {
        throw new RefusedRequestException(
            404, "unknown_url", "url", "This model answers %s only.".formatted(EMBEDDINGS));
      }
      return embed(EmbeddingRequest.parse(body, MODEL.value(), DIMENSIONS));
    } catch (RefusedRequestException e) {
      return e.answer();
    }
  }

  private ModelAnswer embed(EmbeddingRequest request) {
    List<float[]> vectors = new ArrayList<>(request.inputs().size());
    long tokens = 0;
    for (String input : request.inputs()) {
      Response<Embedding> response = model.embed(input);
      vectors.add(response.content().vector());
      tokens += response.tokenUsage().inputTokenCount();
    }
    String json = EmbeddingJson.write(MODEL.value(), vectors, tokens, request.isBase64());
    return new ModelAnswer(200, json, tokens);
  }
}
