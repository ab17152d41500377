package io.wattpack.api.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the calls of one program in a shell script as people write it in documentation: pipelines,
 * lists, substitutions, assignments before the command, redirections, comments, continued lines.
 * Every expansion becomes {@code 1}, which converts to a number as well as to text. It reads only
 * as much of the shell's grammar as the documentation uses.
 */
final class ShellCommands {
  private static final Set<String> WORDS_BEFORE_A_COMMAND =
      Set.of("if", "then", "else", "elif", "while", "until", "do", "!", "time", "exec", "{");

  private final String program;
  private final String script;
  private final List<List<String>> calls = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean skipNext;

  private ShellCommands(String program, String script) {
    this.program = program;
    this.script = script.replace("\\\n", " ");
  }

  /** The arguments of each call of the program, in the order of the script. */
  static List<List<String>> callsOf(String program, String script) {
    ShellCommands reader = new ShellCommands(program, script);
    reader.read();
    return reader.calls;
  }

  private void read() {
    int at = 0;
    while (at < script.length()) {
      at = readOne(at);
    }
    endCommand();
  }

  private int readOne(int at) {
    char symbol = script.charAt(at);
    switch (symbol) {
      case '\'' -> {
        int end = script.indexOf('\'', at + 1);
        append(script.substring(at + 1, end < 0 ? script.length() : end));
        return end < 0 ? script.length() : end + 1;
      }
      case '"' -> {
        return readDoubleQuoted(at + 1);
      }
      case '$' -> {
        return readExpansion(at);
      }
      case '\\' -> {
        append(script.substring(at + 1, Math.min(at + 2, script.length())));
        return at + 2;
      }
      case '#' -> {
        if (inWord) {
          append("#");
          return at + 1;
        }
        int end = script.indexOf('\n', at);
        return end < 0 ? script.length() : end;
      }
      case ' ', '\t' -> {
        endWord();
        return at + 1;
      }
      case '<', '>' -> {
        return readRedirection(at);
      }
      case '\n', ';', '|', '&', '(', ')', '`' -> {
        endCommand();
        return at + 1;
      }
      default -> {
        append(String.valueOf(symbol));
        return at + 1;
      }
    }
  }

  private int readDoubleQuoted(int from) {
    append("");
    int at = from;
    while (at < script.length() && script.charAt(at) != '"') {
      if (script.charAt(at) == '$') {
        at = readExpansion(at);
      } else if (script.charAt(at) == '\\' && at + 1 < script.length()) {
        append(script.substring(at + 1, at + 2));
        at += 2;
      } else {
        append(script.substring(at, at + 1));
        at++;
      }
    }
    return at + 1;
  }

  private int readExpansion(int at) {
    if (script.startsWith("$(", at)) {
      int end = closing(at + 2, '(', ')');
      calls.addAll(callsOf(program, script.substring(at + 2, end)));
      append("1");
      return end + 1;
    }
    if (script.startsWith("${", at)) {
      append("1");
      return closing(at + 2, '{', '}') + 1;
    }
    int end = at + 1;
    while (end < script.length() && Character.isJavaIdentifierPart(script.charAt(end))) {
      end++;
    }
    append(end == at + 1 ? "$" : "1");
    return end;
  }

  private int closing(int from, char open, char close) {
    int depth = 1;
    for (int at = from; at < script.length(); at++) {
      char symbol = script.charAt(at);
      depth += symbol == open ? 1 : symbol == close ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return script.length();
  }

  private int readRedirection(int at) {
    if (inWord && word.chars().allMatch(Character::isDigit)) {
      word = new StringBuilder(); // the 2 of 2>
      inWord = false;
    }
    endWord();
    int end = at;
    while (end < script.length() && "<>&".indexOf(script.charAt(end)) >= 0) {
      end++;
    }
    skipNext = true;
    return end;
  }

  private void append(String text) {
    word.append(text);
    inWord = true;
  }

  private void endWord() {
    if (!inWord) {
      return;
    }
    if (!skipNext) {
      words.add(word.toString());
    }
    skipNext = false;
    inWord = false;
    word = new StringBuilder();
  }

  private void endCommand() {
    endWord();
    skipNext = false;
    int first = 0;
    while (first < words.size() && comesBeforeACommand(words.get(first))) {
      first++;
    }
    if (first < words.size() && isProgram(words.get(first))) {
      calls.add(List.copyOf(words.subList(first + 1, words.size())));
    }
    words = new ArrayList<>();
  }

  private static boolean comesBeforeACommand(String text) {
    return text.equals("$")
        || WORDS_BEFORE_A_COMMAND.contains(text)
        || text.matches("[A-Za-z_][A-Za-z0-9_]*=.*");
  }

  private boolean isProgram(String text) {
    return text.equals(program) || text.endsWith("/" + program);
  }
}
