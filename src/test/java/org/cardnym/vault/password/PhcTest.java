package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhcTest {
  private static final String GOLDEN =
      "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$d1s6RWPkN/24wqU33lH2592qyOxQ2RLjf625mW2DosI";

  @Test
  void writesTheSameBytesForEver() {
    byte[] salt = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    var cost = new Argon2Cost(19_456, 2, 1);
    byte[] tag =
        new JavaArgon2().hash(cost, "a golden password".getBytes(StandardCharsets.UTF_8), salt);

    assertThat(new Phc(cost, salt, tag).text()).isEqualTo(GOLDEN);
  }

  @Test
  void readsWhatItWrote() {
    Phc read = Phc.parse(GOLDEN);

    assertThat(read.text()).isEqualTo(GOLDEN);
    assertThat(read.cost()).isEqualTo(new Argon2Cost(19_456, 2, 1));
    assertThat(read.salt()).hasSize(16);
    assertThat(read.tag()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$argon2i$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=16$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=99999999,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=2,p=1$AAEC$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void refusesWhatItDidNotWrite(String text) {
    assertThatThrownBy(() -> Phc.parse(text)).isInstanceOf(Refusal.class);
  }

  @Test
  void doesNotPrint() {
    assertThat(Phc.parse(GOLDEN)).hasToString("Phc");
  }
}
