package io.wattpack.api.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** An open file or folder whose syncs are noted. */
final class PowerLossChannel extends FileChannel {
  private final FileChannel real;
  private final Path path;
  private final boolean isFolder;
  private final Durability durability;
  private final Consumer<CrashPoint> onPass;

  PowerLossChannel(
      FileChannel real,
      Path path,
      boolean isFolder,
      Durability durability,
      Consumer<CrashPoint> onPass) {
    this.real = real;
    this.path = path;
    this.isFolder = isFolder;
    this.durability = durability;
    this.onPass = onPass;
  }

  /** Not asked of the real disk: nothing is lost there, and it would only be slow. */
  @Override
  public void force(boolean metaData) throws IOException {
    if (isFolder) {
      durability.folderSynced(path);
      return;
    }
    onPass.accept(CrashPoint.UNSYNCED);
    durability.bytesSynced(path, real.size());
    onPass.accept(CrashPoint.SYNCED);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return real.read(into);
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    return real.read(into, offset, length);
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return real.read(into, position);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return real.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    return real.write(from, offset, length);
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    return real.write(from, position);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    real.truncate(size);
    return this;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
    return real.transferTo(position, count, to);
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
    return real.transferFrom(from, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return real.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
