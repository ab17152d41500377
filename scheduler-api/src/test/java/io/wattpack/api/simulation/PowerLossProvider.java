package io.wattpack.api.simulation;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Passes all on to the real file system, and notes what was synced. */
final class PowerLossProvider extends FileSystemProvider {
  private static final FileSystemProvider REAL = PowerLossFileSystem.REAL.provider();

  private final PowerLossFileSystem system;
  private final Durability durability;
  private final Consumer<CrashPoint> onPass;

  PowerLossProvider(
      PowerLossFileSystem system, Durability durability, Consumer<CrashPoint> onPass) {
    this.system = system;
    this.durability = durability;
    this.onPass = onPass;
  }

  Durability durability() {
    return durability;
  }

  private static Path real(Path path) {
    return PowerLossPath.real(path);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = real(path);
    boolean isNew = !Files.exists(file);
    FileChannel channel = REAL.newFileChannel(file, options, attributes);
    if (isNew) {
      durability.created(file);
    }
    boolean isFolder = Files.isDirectory(file);
    boolean writes = options.contains(StandardOpenOption.WRITE);
    if (writes && !isNew) {
      durability.opened(file, channel.size());
    }
    return isFolder || writes
        ? new PowerLossChannel(channel, file, isFolder, durability, onPass)
        : channel;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> real = REAL.newDirectoryStream(real(folder), path -> true)) {
      for (Path each : real) {
        Path here = system.path(each);
        boolean isGrave = each.getFileName().toString().startsWith("..");
        if (!isGrave && filter.accept(here)) {
          found.add(here);
        }
      }
    }
    // The order of a folder is nobody's promise, but a run must be the same each time.
    found.sort(null);
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return found.iterator();
      }

      @Override
      public void close() {
        // Everything was read at once.
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    REAL.createDirectory(real(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    onPass.accept(CrashPoint.NOWHERE);
    Path file = real(path);
    if (Files.exists(file)) {
      durability.delete(file);
    } else {
      REAL.delete(file);
    }
    onPass.accept(CrashPoint.DELETED);
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    if (!Files.exists(real(path))) {
      return false;
    }
    delete(path);
    return true;
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    onPass.accept(CrashPoint.NOWHERE);
    REAL.move(real(from), real(to), options);
    durability.renamed(real(from), real(to));
    onPass.accept(CrashPoint.RENAMED);
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return REAL.isSameFile(real(one), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return REAL.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return REAL.getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    REAL.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return REAL.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return REAL.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return REAL.readAttributes(real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    REAL.setAttribute(real(path), attribute, value, options);
  }

  @Override
  public String getScheme() {
    return "power-loss";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return system;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }
}
