package org.cardnym.sandbox.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines that run Java as the launcher itself runs. */
public final class JavaCommand {
  private JavaCommand() {}

  /** A packaged program. */
  public static List<String> jar(Path jar, List<String> options, String... arguments) {
    List<String> command = start(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Another main class of this module. */
  public static List<String> main(String mainClass, String... arguments) {
    List<String> command = start(List.of("-Xmx256m"));
    command.addAll(List.of("-cp", classPath(), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Absolute, as the child works in another folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path", ".").split(File.pathSeparator, -1))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What lives for minutes has to start, not to be fast in the end. */
  private static List<String> start(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    return command;
  }
}
