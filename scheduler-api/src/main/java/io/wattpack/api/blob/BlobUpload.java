package io.wattpack.api.blob;

/** A blob being written. Closing it before {@link #finish} leaves nothing behind. */
public interface BlobUpload extends AutoCloseable {
  /**
   * Adds bytes.
   *
   * @throws BlobTooLargeException if there would be more than allowed
   */
  void write(byte[] bytes, int offset, int length);

  /** Makes the blob durable and visible under its name; returns its size in bytes. */
  long finish();

  @Override
  void close();
}
