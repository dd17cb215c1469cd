package org.cardnym.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process beyond doubt: its id and its birth. A process id alone is given out again, so nothing
 * is ended on the word of an id.
 */
record ProcessMark(long pid, String birth) {

  static Optional<ProcessMark> of(ProcessHandle process) {
    return birthOf(process).map(birth -> new ProcessMark(process.pid(), birth));
  }

  static Optional<ProcessMark> parse(String text) {
    int space = text.indexOf(' ');
    if (space < 1 || !text.substring(0, space).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessMark(
            Long.parseLong(text.substring(0, space)), text.substring(space + 1).strip()));
  }

  /** The living process that this mark was taken of, if it still lives. */
  Optional<ProcessHandle> living() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> birthOf(process).filter(birth::equals).isPresent());
  }

  String text() {
    return pid + " " + birth;
  }

  /**
   * Linux: boot and clock ticks since it, as the wall clock may be set; elsewhere the start time.
   */
  private static Optional<String> birthOf(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (afterName[0].equals("Z")) {
        return Optional.of("ended");
      }
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return Optional.of(boot + ":" + afterName[19]);
    } catch (IOException | RuntimeException noSuchFile) {
      return process.info().startInstant().map(start -> "at:" + start.toEpochMilli());
    }
  }
}
