package io.wattpack.api.blob;

import java.util.regex.Pattern;

/**
 * Names a blob: a folder and a name in it, each 1 to 120 characters of {@code A-Z a-z 0-9 . _ -},
 * not starting with a dot.
 */
public record BlobName(String folder, String name) implements Comparable<BlobName> {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}");

  public BlobName {
    check(folder);
    check(name);
  }

  private static void check(String part) {
    if (!PART.matcher(part).matches()) {
      throw new IllegalArgumentException(
          "A blob name has 1 to 120 characters of A-Z a-z 0-9 . _ -, but was '%s'."
              .formatted(part));
    }
  }

  @Override
  public int compareTo(BlobName other) {
    int byFolder = folder.compareTo(other.folder);
    return byFolder != 0 ? byFolder : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return folder + "/" + name;
  }
}
