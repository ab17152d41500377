package io.wattpack.api.simulation;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A part of the default file system, seen through a disk that keeps only what it was asked to keep:
 * bytes that were synced, names whose folder was synced. {@link #losePower} undoes some of the
 * rest.
 */
final class PowerLossFileSystem extends FileSystem {
  static final FileSystem REAL = FileSystems.getDefault();

  private final PowerLossProvider provider;

  /**
   * @param onPass told of each place where the process may die
   */
  PowerLossFileSystem(Consumer<CrashPoint> onPass) {
    provider = new PowerLossProvider(this, new Durability(), onPass);
  }

  /** The same place as {@code real}, on this disk. */
  Path path(Path real) {
    return new PowerLossPath(this, real.toAbsolutePath());
  }

  /**
   * The power fails: of what was not synced some stays and some goes; the end of a file may be
   * torn.
   */
  void losePower(Random random) {
    provider.durability().losePower(random);
  }

  /** Times that something unsynced was really taken away. */
  long losses() {
    return provider.durability().losses();
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return REAL.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return REAL.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return REAL.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return new PowerLossPath(this, REAL.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = REAL.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(PowerLossPath.real(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return REAL.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    throw new UnsupportedOperationException();
  }
}
