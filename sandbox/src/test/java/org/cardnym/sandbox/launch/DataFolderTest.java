package org.cardnym.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void aSecondSandboxInTheSameFolderIsRefusedByName() {
    Path place = parent.resolve(".sandbox");
    try (DataFolder first = DataFolder.claim(place, false)) {
      assertThat(first.logs()).isDirectory();

      assertThatThrownBy(() -> DataFolder.claim(place, false))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("another sandbox (process " + ProcessHandle.current().pid() + ")")
          .hasMessageContaining(place.toString());
    }
  }

  @Test
  void aFolderThatWasLeftCanBeClaimedAgain() {
    Path place = parent.resolve(".sandbox");
    DataFolder.claim(place, false).close();

    try (DataFolder again = DataFolder.claim(place, false)) {
      assertThat(again.logs()).isDirectory();
    }
  }

  @Test
  void theDefaultFolderIsMadeAnew() throws IOException {
    Path place = parent.resolve(".sandbox");
    Files.createDirectories(place.resolve("postgres/base"));
    Files.writeString(place.resolve("postgres/base/1"), "old");
    Path outside = Files.writeString(parent.resolve("outside"), "stays");
    Files.createSymbolicLink(place.resolve("link"), outside);

    try (DataFolder folder = DataFolder.claim(place, false)) {
      assertThat(folder.part("postgres")).doesNotExist();
      assertThat(folder.part("link")).doesNotExist();
      assertThat(outside).hasContent("stays");
    }
  }

  @Test
  void aKeptFolderKeepsItsDataButNotItsEnvironmentFile() throws IOException {
    Path place = parent.resolve("data");
    DataFolder.claim(place, true).close();
    Files.writeString(place.resolve("sandbox.json"), "{}");
    Files.writeString(place.resolve("sandbox.env"), "KEY='stale'\n");

    try (DataFolder folder = DataFolder.claim(place, true)) {
      assertThat(folder.kept()).exists();
      assertThat(folder.environment()).doesNotExist();
    }
  }

  @Test
  void somebodyElsesFolderIsNotTouched() throws IOException {
    Path place = Files.createDirectories(parent.resolve("home"));
    Path file = Files.writeString(place.resolve("letter"), "dear");

    assertThatThrownBy(() -> DataFolder.claim(place, true))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("neither empty nor a sandbox's");

    assertThat(file).hasContent("dear");
    assertThat(place.resolve(".lock")).doesNotExist();
  }
}
