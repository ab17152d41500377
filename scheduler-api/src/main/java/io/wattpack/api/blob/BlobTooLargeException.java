package io.wattpack.api.blob;

/** More bytes were written to a blob than it may hold. */
public final class BlobTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long bytesMax;

  public BlobTooLargeException(BlobName name, long bytesMax) {
    super("The blob (%s) may hold at most %d bytes.".formatted(name, bytesMax));
    this.bytesMax = bytesMax;
  }

  public long bytesMax() {
    return bytesMax;
  }
}
