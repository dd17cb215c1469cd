package org.cardnym.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
  @TempDir Path folder;

  @Test
  void shellReadsBackWhatWasWritten() throws Exception {
    Path file = folder.resolve("sandbox.env");
    new EnvironmentFile(file).write(Map.of("KEY", "it's $HOME `id` \"x\" \\ é"));

    Process shell =
        new ProcessBuilder("sh", "-c", ". \"$0\"; printf %s \"$KEY\"", file.toString()).start();

    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(read).isEqualTo("it's $HOME `id` \"x\" \\ é");
  }

  @Test
  void onlyItsOwnerReadsIt() throws IOException {
    Path file = folder.resolve("sandbox.env");

    new EnvironmentFile(file).write(Map.of("KEY", "value"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aValueThatCantBeALineLeavesTheOldFileWhole() throws IOException {
    Path file = folder.resolve("sandbox.env");
    EnvironmentFile environment = new EnvironmentFile(file);
    environment.write(Map.of("KEY", "old"));
    Map<String, String> values = new LinkedHashMap<>();
    values.put("KEY", "new");
    values.put("BAD", "two\nlines");

    assertThatThrownBy(() -> environment.write(values))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(file).hasContent("KEY='old'\n");
  }

  @Test
  void noDraftIsLeftBehind() throws IOException {
    new EnvironmentFile(folder.resolve("sandbox.env")).write(Map.of("KEY", "value"));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("sandbox.env"));
    }
  }

  @Test
  void removingTwiceIsNoError() {
    EnvironmentFile environment = new EnvironmentFile(folder.resolve("sandbox.env"));
    environment.write(Map.of("KEY", "value"));

    environment.remove();
    environment.remove();

    assertThat(folder.resolve("sandbox.env")).doesNotExist();
  }

  @Test
  void aNameThatIsNoShellVariableIsRefused() {
    assertThatThrownBy(() -> EnvironmentFile.line("A-B", "value"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
