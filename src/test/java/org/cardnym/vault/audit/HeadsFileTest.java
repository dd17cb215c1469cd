package org.cardnym.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads in a file: written as they come, never lost silently, and never where others write. */
class HeadsFileTest {
  private static final String LINE = "audit_head number=%d count=%d hash=" + "00".repeat(32) + "\n";

  private final MeterRegistry meters = new SimpleMeterRegistry();
  @TempDir Path folder;

  @Test
  void eachHeadIsALineOfAPrivateFile() throws IOException {
    Path file = folder.resolve("heads");
    HeadsFile heads = new HeadsFile(Optional.of(file), meters);

    heads.keep(head(1), 3);
    heads.keep(head(2), 1);

    assertThat(file).hasContent(LINE.formatted(1, 3) + LINE.formatted(2, 1));
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(waiting()).isZero();
  }

  @Test
  void anotherProcessGoesOnWithTheFile() throws IOException {
    Path file = folder.resolve("heads");
    new HeadsFile(Optional.of(file), meters).keep(head(1), 3);

    new HeadsFile(Optional.of(file), new SimpleMeterRegistry()).keep(head(2), 1);

    assertThat(Files.readString(file)).isEqualTo(LINE.formatted(1, 3) + LINE.formatted(2, 1));
  }

  @Test
  void aFileThatWasMovedAwayIsBegunAnew() throws IOException {
    Path file = folder.resolve("heads");
    HeadsFile heads = new HeadsFile(Optional.of(file), meters);
    heads.keep(head(1), 3);
    Files.move(file, folder.resolve("heads.1"));

    heads.keep(head(2), 1);

    assertThat(Files.readString(file)).isEqualTo(LINE.formatted(2, 1));
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void whatCanNotBeWrittenIsToldAndWrittenOnceItCan() throws IOException {
    Path gone = folder.resolve("gone");
    HeadsFile heads = new HeadsFile(Optional.of(gone.resolve("heads")), meters);
    heads.keep(head(1), 3);
    heads.keep(head(2), 1);
    assertThat(waiting()).isEqualTo(2);

    Files.createDirectory(gone);
    heads.again();

    assertThat(Files.readString(gone.resolve("heads")))
        .isEqualTo(LINE.formatted(1, 3) + LINE.formatted(2, 1));
    assertThat(waiting()).isZero();
  }

  /** The first letter of a line is a hexadecimal digit: it would end a hash that was cut. */
  @Test
  void aLineThatWasCutIsNotGoneOnWith() throws IOException {
    Path file = folder.resolve("heads");
    String cut = LINE.formatted(1, 3).substring(0, LINE.formatted(1, 3).length() - 2);
    HeadsFile.append(file, cut);

    HeadsFile.append(file, "");
    new HeadsFile(Optional.of(file), meters).keep(head(2), 1);

    assertThat(Files.readString(file)).isEqualTo(cut + "\n" + LINE.formatted(2, 1));
  }

  @Test
  void withoutAFileNothingIsKeptOrWaits() throws IOException {
    HeadsFile heads = new HeadsFile(Optional.empty(), meters);

    heads.keep(head(1), 3);
    heads.again();

    assertThat(waiting()).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aPrivateFileInOnesOwnFolderIsTaken() throws IOException {
    Path file = folder.resolve("heads");

    assertThat(HeadsFileSafe.problems(file)).isEmpty();
    assertThat(file).isEmptyFile();
    Files.writeString(file, "kept\n");
    assertThat(HeadsFileSafe.problems(file)).isEmpty();
    assertThat(file).hasContent("kept\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void aFileForOthersIsRefused(String mode) throws IOException {
    Path file = Files.createFile(folder.resolve("heads"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertRefused(file, "mode 0600");
  }

  @Test
  void aPlaceWhereOthersWriteOrNothingCanBeIsRefused() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path target = Files.createFile(folder.resolve("target"));

    assertRefused(open.resolve("heads"), "everybody may write");
    assertRefused(folder.resolve("none/heads"), "must lie in a folder that is there");
    assertRefused(Files.createSymbolicLink(folder.resolve("link"), target), "not a link");
    assertRefused(open, "not a link or a device");
  }

  private static void assertRefused(Path file, String why) {
    assertThat(HeadsFileSafe.problems(file))
        .singleElement()
        .asString()
        .startsWith("cardnym.audit.heads-file ")
        .contains(why);
  }

  private double waiting() {
    return meters.get("cardnym_audit_heads_waiting").gauge().value();
  }

  private static Head head(long number) {
    return new Head(number, new byte[32]);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
