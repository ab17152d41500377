package io.wattpack.api.batch;

import io.wattpack.api.blob.BlobTooLargeException;
import io.wattpack.api.blob.BlobUpload;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An upload under way. Its calls block on storage and belong to one thread at a time, never an
 * event loop. It must be closed or handed to {@link FileService#finish}.
 */
public final class IncomingFile implements AutoCloseable {
  private final String id;
  private final BlobUpload upload;
  private final MessageDigest digest;

  IncomingFile(String id, BlobUpload upload) {
    this.id = id;
    this.upload = upload;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds bytes as they arrive; a refusal ends the upload. */
  public Optional<Refusal> write(byte[] bytes, int offset, int length) {
    try {
      upload.write(bytes, offset, length);
      digest.update(bytes, offset, length);
      return Optional.empty();
    } catch (BlobTooLargeException e) {
      return Optional.of(tooLarge(e.bytesMax()));
    } catch (UncheckedIOException e) {
      return Optional.of(Refusal.storageFull());
    }
  }

  @Override
  public void close() {
    upload.close();
  }

  String id() {
    return id;
  }

  BlobUpload upload() {
    return upload;
  }

  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Refusal tooLarge(long bytesMax) {
    return Refusal.invalid(
        413,
        "file_too_large",
        "file",
        "The file is larger than %d bytes.\nMaybe split it into several batches."
            .formatted(bytesMax));
  }
}
