package io.wattpack.api.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API's document says what the router does. */
class ApiDocumentTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| (GET|POST|PUT|DELETE) \\| (/\\S*) \\|", Pattern.MULTILINE);
  private static final Pattern SERIES =
      Pattern.compile(
          "^http_server_requests_seconds_count\\{method=\"([A-Z]+)\",route=\"([^\"]+)\"",
          Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void shouldListEveryRouteOfTheRouterWhenTheDocumentIsRead() throws IOException {
    String document = Files.readString(Path.of("../docs/api.md"));
    try (ServiceFixture service = ServiceFixture.start(folder)) {
      assertThat(pairs(ROW, document)).isEqualTo(pairs(SERIES, service.get("", "/metrics").body()));
    }
  }

  @Test
  void shouldListEveryCodeOfTheBadInputsWhenTheDocumentIsRead() throws IOException {
    String document = Files.readString(Path.of("../docs/api.md"));
    Set<String> codes =
        BadInputs.all().map(BadInput::code).collect(Collectors.toCollection(TreeSet::new));

    assertThat(codes).allSatisfy(code -> assertThat(document).contains("`" + code + "`"));
  }

  private static Set<String> pairs(Pattern pattern, String text) {
    Set<String> pairs = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      pairs.add(matcher.group(1) + " " + matcher.group(2));
    }
    return pairs;
  }
}
