package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.junit.jupiter.api.Test;

class PageNumberTest {
  @Test
  void twoDigitsAndTheSameForTheSameCode() {
    assertThat(PageNumber.of(new UUID(1, 7))).isEqualTo("07");
    assertThat(PageNumber.of(new UUID(1, -1))).isEqualTo("99");
  }

  @Test
  void codesOfOneMomentHaveAllNumbers() {
    var numbers = new HashSet<String>();
    for (int i = 0; i < 5_000; i++) {
      numbers.add(PageNumber.of(Uuids.next(Instant.EPOCH)));
    }

    assertThat(numbers).hasSize(100).allMatch(number -> number.matches("[0-9]{2}"));
  }
}
