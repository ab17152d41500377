package io.wattpack.api.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Blobs as files: {@code ROOT/FOLDER/NAME}. An upload is written beside them under a name starting
 * with a dot, synced, renamed, and its folder synced, so that a name either has all its bytes or
 * does not exist. Leftovers of a crash go when the store is opened.
 */
public final class FolderBlobStore implements BlobStore {
  private static final String UNFINISHED_PREFIX = ".";

  private final Path root;
  private final AtomicLong uploads = new AtomicLong();

  private FolderBlobStore(Path root) {
    this.root = root;
  }

  /** Opens the store in a folder, creating it, and removes uploads that a crash cut off. */
  public static FolderBlobStore open(Path root) {
    FolderBlobStore store = new FolderBlobStore(root);
    try {
      Files.createDirectories(root);
      store.removeUnfinished();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store;
  }

  @Override
  public BlobUpload create(BlobName name, long bytesMax) {
    try {
      Path folder = folder(name.folder());
      Path unfinished =
          folder.resolve(UNFINISHED_PREFIX + name.name() + "." + uploads.incrementAndGet());
      return new FileUpload(name, folder, unfinished, bytesMax);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BlobSegment append(BlobName name) {
    try {
      Path folder = folder(name.folder());
      Path file = folder.resolve(name.name());
      boolean isNew = !Files.exists(file);
      FileSegment segment = new FileSegment(file);
      if (isNew) {
        syncFolder(folder);
      }
      return segment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BlobReader open(BlobName name) {
    try {
      return new FileReader(root.resolve(name.folder()).resolve(name.name()));
    } catch (NoSuchFileException e) {
      throw new NoSuchBlobException(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(BlobName name) {
    try {
      Files.deleteIfExists(root.resolve(name.folder()).resolve(name.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<BlobName> list(String folder) {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<BlobName> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.startsWith(UNFINISHED_PREFIX)) {
          names.add(new BlobName(folder, name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(names);
    return names;
  }

  private Path folder(String name) throws IOException {
    Path folder = root.resolve(name);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      syncFolder(root);
    }
    return folder;
  }

  private void removeUnfinished() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path folder : folders) {
        removeUnfinishedIn(folder);
      }
    }
  }

  private static void removeUnfinishedIn(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, UNFINISHED_PREFIX + "*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Makes a new or renamed entry of the folder survive a loss of power; without it the file may be
   * gone, synced or not.
   */
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
