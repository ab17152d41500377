package io.wattpack.api.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * Writes answers of {@code /v1/embeddings} straight into text: 384 numbers a line make a tree of
 * nodes the dearest part of a batch.
 */
final class EmbeddingJson {
  private static final int CHARACTERS_PER_NUMBER = 14;

  private EmbeddingJson() {}

  static String write(String model, List<float[]> vectors, long tokens, boolean isBase64) {
    int numbers = vectors.stream().mapToInt(vector -> vector.length).sum();
    StringBuilder json = new StringBuilder(numbers * CHARACTERS_PER_NUMBER + 256);
    json.append("{\"object\":\"list\",\"data\":[");
    for (int i = 0; i < vectors.size(); i++) {
      json.append(i == 0 ? "" : ",").append("{\"object\":\"embedding\",\"index\":").append(i);
      json.append(",\"embedding\":");
      if (isBase64) {
        json.append('"').append(base64(vectors.get(i))).append('"');
      } else {
        appendNumbers(vectors.get(i), json);
      }
      json.append('}');
    }
    json.append("],\"model\":\"").append(model);
    json.append("\",\"usage\":{\"prompt_tokens\":").append(tokens);
    return json.append(",\"total_tokens\":").append(tokens).append("}}").toString();
  }

  private static void appendNumbers(float[] vector, StringBuilder json) {
    json.append('[');
    for (int i = 0; i < vector.length; i++) {
      if (i > 0) {
        json.append(',');
      }
      json.append(vector[i]);
    }
    json.append(']');
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
