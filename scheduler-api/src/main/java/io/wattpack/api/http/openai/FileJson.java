package io.wattpack.api.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.batch.FileObject;
import io.wattpack.api.http.JsonText;

/** A file on the wire. */
final class FileJson {
  private FileJson() {}

  static JsonNode of(FileObject file) {
    ObjectNode json = JsonText.object();
    json.put("id", file.id());
    json.put("object", "file");
    json.put("bytes", file.bytes());
    json.put("created_at", WireTime.seconds(file.createdAt()));
    json.put("filename", file.filename());
    json.put("purpose", file.purpose());
    json.put("status", "processed");
    if (file.expiresAt() != null) {
      json.put("expires_at", WireTime.seconds(file.expiresAt()));
    }
    return json;
  }

  static JsonNode deleted(String id) {
    return JsonText.object().put("id", id).put("object", "file").put("deleted", true);
  }
}
