package org.cardnym.vault.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.cardnym.vault.keys.Backups;
import org.cardnym.vault.keys.Backups.Version;
import org.cardnym.vault.keys.KeyState;
import org.junit.jupiter.api.Test;

/** What operators read of backups: never more certain than it is. */
class BackupWordsTest {
  @Test
  void aDayIsNamedWhereThePeriodIsKnown() {
    var held =
        new Backups.Held(
            List.of(new Version(1, KeyState.CLOSED), new Version(2, KeyState.PRIMARY)),
            35L,
            LocalDate.of(2027, 1, 1));

    assertThat(words(held))
        .isEqualTo(
            """
            keys: wrapped by kek 1 (closed), 2 (primary)
            backups: hold them; by the end of 2027-01-01 none is kept, as each is for 35 days (cardnym.backups.keep)
            certain: keys rotate kek, keys rewrap, keys verify kek, then keys retire and keys destroy kek 1, 2; and the root key that sealed them is changed, and every copy of it is gone\
            """);
  }

  @Test
  void elseItIsSaidThatItIsNotKnown() {
    var held = new Backups.Held(List.of(new Version(3, KeyState.RETIRED)), null, null);

    assertThat(words(held))
        .contains("until when is not known, as cardnym.backups.keep is not set")
        .contains(
            "certain: keys rewrap, keys verify kek, then keys retire and keys destroy kek 3;");
  }

  @Test
  void whatIsDestroyedLeavesTheRootKeyAlone() {
    var held = new Backups.Held(List.of(new Version(1, KeyState.DESTROYED)), null, null);

    assertThat(words(held))
        .contains("keys: wrapped by kek 1 (destroyed)")
        .endsWith(
            "certain: the root key that sealed them is changed, and every copy of it is gone");
  }

  private static String words(Backups.Held held) {
    return BackupWords.of(held).stream()
        .map(line -> line.label() + ": " + line.value())
        .collect(Collectors.joining("\n"));
  }
}
