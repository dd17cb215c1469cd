package org.cardnym.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.UUID;

/** A shell that stays open, as a person types into it; what goes wrong is printed too. */
final class Console implements AutoCloseable {
  private final Process shell;
  private final Writer in;
  private final BufferedReader out;

  Console(Path folder) {
    this.shell = start(folder, "sh");
    this.in = shell.outputWriter();
    this.out = shell.inputReader();
  }

  /** Runs lines to their end and returns what they printed. */
  String run(String lines) {
    String mark = "done-" + UUID.randomUUID();
    try {
      in.write(lines + "\nprintf '\\n%s\\n' " + mark + "\n");
      in.flush();
      StringBuilder printed = new StringBuilder();
      for (String line = out.readLine(); !mark.equals(line); line = out.readLine()) {
        if (line == null) {
          throw new AssertionError("the shell ended: " + printed);
        }
        printed.append(line).append('\n');
      }
      return printed.toString().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs lines in a shell of their own that goes on until {@link #end}. */
  static Process beside(Path folder, String lines) {
    return start(folder, "sh", "-c", lines);
  }

  /** Ends a process and what it started. */
  static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  @Override
  public void close() {
    end(shell);
  }

  private static Process start(Path folder, String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.redirectErrorStream(true);
      if (command.length > 1) {
        builder.redirectOutput(folder.resolve("beside.out").toFile());
      }
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
