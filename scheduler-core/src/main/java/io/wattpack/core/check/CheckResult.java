package io.wattpack.core.check;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the checker thinks of a bundle.
 *
 * @param finding what is wrong, naming the thing, the value and the limit; null: the bundle is
 *     sound
 */
public record CheckResult(@Nullable String finding) {
  public static final CheckResult SOUND = new CheckResult(null);

  public static CheckResult unsound(String finding) {
    return new CheckResult(Objects.requireNonNull(finding));
  }

  public boolean isSound() {
    return finding == null;
  }
}
