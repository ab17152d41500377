package io.wattpack.api.blob;

/** No blob of this name exists. */
public final class NoSuchBlobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoSuchBlobException(BlobName name) {
    super("No blob is named %s.".formatted(name));
  }
}
