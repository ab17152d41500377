package io.wattpack.api.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {
  private static final BlobName NAME = new BlobName("uploads", "file-1");

  @TempDir Path folder;
  private FolderBlobStore blobs;

  @BeforeEach
  void open() {
    blobs = FolderBlobStore.open(folder);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private long put(String text) {
    try (BlobUpload upload = blobs.create(NAME, 100)) {
      upload.write(bytes(text), 0, bytes(text).length);
      return upload.finish();
    }
  }

  private String read(BlobName name) {
    try (BlobReader reader = blobs.open(name)) {
      return new String(reader.stream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldKeepEveryByteOfAFinishedUpload() {
    assertThat(put("a\0\r\n\u4E2D")).isEqualTo(7);

    assertThat(read(NAME)).isEqualTo("a\0\r\n\u4E2D");
    assertThat(blobs.list("uploads")).containsExactly(NAME);
  }

  @Test
  void shouldShowNothingOfAnUploadThatIsNotFinished() {
    BlobUpload upload = blobs.create(NAME, 100);
    upload.write(bytes("abc"), 0, 3);

    assertThat(blobs.list("uploads")).isEmpty();
    assertThatThrownBy(() -> blobs.open(NAME)).isInstanceOf(NoSuchBlobException.class);
    upload.close();
  }

  @Test
  void shouldLeaveNothingOfAnUploadThatWasClosedOrCutOffByACrash() throws IOException {
    try (BlobUpload upload = blobs.create(NAME, 100)) {
      upload.write(bytes("abc"), 0, 3);
    }
    assertThat(filesOnDisk()).isEmpty();
    BlobUpload crashed = blobs.create(NAME, 100);
    crashed.write(bytes("abc"), 0, 3);

    assertThat(FolderBlobStore.open(folder).list("uploads")).isEmpty();
    assertThat(filesOnDisk()).isEmpty();
    crashed.close();
  }

  @Test
  void shouldStopAnUploadAtItsLimit() {
    try (BlobUpload upload = blobs.create(NAME, 5)) {
      upload.write(bytes("12345"), 0, 5);
      assertThatThrownBy(() -> upload.write(bytes("6"), 0, 1))
          .isInstanceOf(BlobTooLargeException.class)
          .hasMessageContaining("5 bytes");
    }
    assertThat(blobs.list("uploads")).isEmpty();
  }

  @Test
  void shouldAppendBehindTheJunkThatACrashLeft() throws IOException {
    BlobName name = new BlobName("results", "batch_1.1");
    try (BlobSegment segment = blobs.append(name)) {
      assertThat(segment.append(List.of(bytes("ab"), bytes("c")))).isZero();
    }
    Files.writeString(folder.resolve("results/batch_1.1"), "abcJU");

    try (BlobSegment segment = blobs.append(name);
        BlobReader reader = blobs.open(name)) {
      long offset = segment.append(List.of(bytes("def")));
      assertThat(offset).isEqualTo(5);
      assertThat(new String(reader.read(offset, 3), UTF_8)).isEqualTo("def");
    }
  }

  @Test
  void shouldSayWhenABlobEndsTooSoon() {
    put("abc");
    try (BlobReader reader = blobs.open(NAME)) {
      assertThat(reader.read(1, 2)).isEqualTo(bytes("bc"));
      assertThatThrownBy(() -> reader.read(1, 3)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void shouldGoOnReadingADeletedBlob() {
    put("abc");
    try (BlobReader reader = blobs.open(NAME)) {
      blobs.delete(NAME);
      blobs.delete(NAME);

      assertThat(reader.read(0, 3)).isEqualTo(bytes("abc"));
      assertThat(blobs.list("uploads")).isEmpty();
    }
  }

  @Test
  void shouldRefuseNamesThatLeaveTheFolder() {
    for (String name : List.of("..", ".", "", "a/b", "a\\b", ".hidden", "a\0", "x".repeat(121))) {
      assertThatThrownBy(() -> new BlobName("uploads", name))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private List<Path> filesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
