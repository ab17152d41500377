package io.wattpack.api.simulation;

import io.wattpack.api.journal.JournalEntry;
import io.wattpack.api.journal.JournalReader;
import io.wattpack.core.event.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Reads a journal from its first entry on, and holds inputs until their step comes. */
final class JournalCursor {
  private static final int PAGE = 500;

  private final Deque<Input> held = new ArrayDeque<>();
  private long position;

  /** Reads what is new; plans and takeovers go to {@code others}, inputs are held. */
  void read(JournalReader journal, Consumer<JournalEntry> others) {
    List<JournalEntry> page = journal.read(position, PAGE);
    while (!page.isEmpty()) {
      for (JournalEntry entry : page) {
        position = entry.seq();
        switch (entry.kind()) {
          case INPUT -> held.add(entry.input());
          case PLAN, TAKEOVER -> others.accept(entry);
        }
      }
      page = journal.read(position, PAGE);
    }
  }

  /** Takes the held inputs up to this number. */
  List<Input> take(long last) {
    List<Input> taken = new ArrayList<>();
    while (!held.isEmpty() && held.getFirst().seq() <= last) {
      taken.add(held.removeFirst());
    }
    return taken;
  }

  long position() {
    return position;
  }
}
