package io.wattpack.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellCommandsTest {
  @Test
  void shouldReadQuotesAndContinuedLines() {
    assertThat(calls("./wattpack batch create 'my file.jsonl' \\\n  --model \"all minilm\"\n"))
        .containsExactly(List.of("batch", "create", "my file.jsonl", "--model", "all minilm"));
  }

  @Test
  void shouldFindACallInsideASubstitution() {
    assertThat(calls("id=$(./wattpack batch create f.jsonl -o json | jq -r .id)\necho \"$id\""))
        .containsExactly(List.of("batch", "create", "f.jsonl", "-o", "json"));
  }

  @Test
  void shouldReplaceExpansionsByAWordThatIsAlsoANumber() {
    assertThat(calls("wattpack batch get \"$id\" --port ${PORT:-80}"))
        .containsExactly(List.of("batch", "get", "1", "--port", "1"));
  }

  @Test
  void shouldLeaveOutRedirectionsAssignmentsAndComments() {
    assertThat(calls("WATTPACK_URL=http://h wattpack site list 2>&1 >out.txt # the sites"))
        .containsExactly(List.of("site", "list"));
  }

  @Test
  void shouldSeeEachCommandOfAList() {
    assertThat(calls("until ./wattpack site list; do sleep 1; done && wattpack version | cat"))
        .containsExactly(List.of("site", "list"), List.of("version"));
  }

  @Test
  void shouldIgnoreOtherPrograms() {
    assertThat(calls("git clone https://example.org/wattpack\ncd wattpack\nls wattpack")).isEmpty();
  }

  private static List<List<String>> calls(String script) {
    return ShellCommands.callsOf("wattpack", script);
  }
}
