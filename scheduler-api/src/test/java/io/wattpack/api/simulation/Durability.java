package io.wattpack.api.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a disk would still know after a loss of power: how many bytes of each file were synced, and
 * which changes of names were followed by a sync of their folder.
 */
final class Durability {
  private static final int TORN_BYTES_MAX = 64;

  private final Map<Path, Long> synced = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long losses;

  /**
   * A name that came, went, or became another.
   *
   * @param from null: it was created
   * @param to null: it was deleted; its bytes wait in {@code grave}
   */
  private record Change(
      Path folder, @Nullable Path from, @Nullable Path to, @Nullable Path grave) {}

  void created(Path file) {
    synced.put(file, 0L);
    changes.add(new Change(parent(file), null, file, null));
  }

  /** What was there before is safe: whoever put it there was asked, or has lost it already. */
  void opened(Path file, long size) {
    synced.putIfAbsent(file, size);
  }

  void bytesSynced(Path file, long size) {
    synced.put(file, size);
  }

  void folderSynced(Path folder) {
    for (Change change : List.copyOf(changes)) {
      if (change.folder().equals(folder)) {
        changes.remove(change);
        bury(change);
      }
    }
  }

  void renamed(Path from, Path to) {
    Long bytes = synced.remove(from);
    if (bytes != null) {
      synced.put(to, bytes);
    }
    // A name that nobody synced before it changed is simply another unsynced name.
    changes.removeIf(change -> from.equals(change.to()));
    changes.add(new Change(parent(to), from, to, null));
  }

  /** Deletes the file, so that a loss of power can bring it back. */
  void delete(Path file) throws IOException {
    Path grave = file.resolveSibling(".." + file.getFileName() + ".deleted");
    Files.move(file, grave, StandardCopyOption.REPLACE_EXISTING);
    boolean wasNeverThere = changes.removeIf(change -> file.equals(change.to()));
    if (wasNeverThere) {
      Files.delete(grave);
      synced.remove(file);
    } else {
      changes.add(new Change(parent(file), file, null, grave));
    }
  }

  void losePower(Random random) {
    for (Change change : List.copyOf(changes).reversed()) {
      if (random.nextBoolean()) {
        undo(change);
      } else {
        bury(change);
      }
    }
    changes.clear();
    synced.forEach((file, bytes) -> tear(file, bytes, random));
    synced.clear();
  }

  private void undo(Change change) {
    losses++;
    try {
      if (change.from() == null && change.to() != null) {
        Files.deleteIfExists(change.to());
      } else if (change.grave() != null && change.from() != null) {
        Files.move(change.grave(), change.from(), StandardCopyOption.REPLACE_EXISTING);
      } else if (change.from() != null && change.to() != null && Files.exists(change.to())) {
        Files.move(change.to(), change.from(), StandardCopyOption.REPLACE_EXISTING);
        synced.put(change.from(), synced.getOrDefault(change.to(), 0L));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void bury(Change change) {
    try {
      if (change.grave() != null) {
        Files.deleteIfExists(change.grave());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the unsynced end some bytes reached the disk, and the last of them need not be right. */
  private void tear(Path file, long bytes, Random random) {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long unsynced = channel.size() - bytes;
      if (unsynced <= 0) {
        return;
      }
      losses++;
      long kept = bytes + random.nextLong(unsynced + 1);
      channel.truncate(kept);
      byte[] junk = new byte[(int) Math.min(kept - bytes, TORN_BYTES_MAX)];
      random.nextBytes(junk);
      channel.write(ByteBuffer.wrap(junk), kept - junk.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("The file (%s) is in no folder.".formatted(file));
    }
    return parent;
  }

  long losses() {
    return losses;
  }
}
