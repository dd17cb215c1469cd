package org.cardnym.admin.desk;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks a person for what must not be seen. */
public interface Prompt {
  /** What was typed, which the caller wipes; null where there is no person to ask. */
  char @Nullable [] ask(String question);

  /** At the terminal, without echo. */
  static Prompt console() {
    Console console = System.console();
    return console == null ? question -> null : question -> console.readPassword("%s ", question);
  }
}
