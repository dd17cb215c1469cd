package org.cardnym.vault.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {
  // The vectors of the TypeID specification, version 0.3 (valid.json), with this product's prefix.
  @ParameterizedTest
  @CsvSource({
    "00000000-0000-0000-0000-000000000000, pay_00000000000000000000000000",
    "00000000-0000-0000-0000-000000000001, pay_00000000000000000000000001",
    "00000000-0000-0000-0000-00000000000a, pay_0000000000000000000000000a",
    "00000000-0000-0000-0000-000000000010, pay_0000000000000000000000000g",
    "00000000-0000-0000-0000-000000000020, pay_00000000000000000000000010",
    "ffffffff-ffff-ffff-ffff-ffffffffffff, pay_7zzzzzzzzzzzzzzzzzzzzzzzzz",
    "0110c853-1d09-52d8-d73e-1194e95b5f19, pay_0123456789abcdefghjkmnpqrs",
    "01890a5d-ac96-774b-bcce-b302099a8057, pay_01h455vb4pex5vsknk084sn02q"
  })
  void spellsAsTheSpecificationDoes(UUID id, String text) {
    assertThat(TypeId.of(IdKind.PAYMENT, id)).isEqualTo(text);
    assertThat(TypeId.parse(IdKind.PAYMENT, text)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pay_",
        "mer_01h455vb4pex5vsknk084sn02q",
        "pay_8zzzzzzzzzzzzzzzzzzzzzzzzz",
        "pay_01h455vb4pex5vsknk084sn02",
        "pay_01h455vb4pex5vsknk084sn02qq",
        "pay_01H455VB4PEX5VSKNK084SN02Q",
        "pay_01h455vb4pex5vsknk084sn02u",
        "4111111111111111"
      })
  void whatIsNoIdentifierOfThisKindDoesNotExist(String text) {
    assertThatThrownBy(() -> TypeId.parse(IdKind.PAYMENT, text))
        .isInstanceOf(Refusal.class)
        .hasMessage("not_found");
  }

  @Test
  void everyIdentifierReadsBackAsItself() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      assertThat(TypeId.parse(IdKind.CARD, TypeId.of(IdKind.CARD, id))).isEqualTo(id);
    }
  }

  @Test
  void newIdentifiersAreOrderedByTimeAndOfVersionSeven() {
    UUID early = Uuids.next(Instant.parse("2026-01-01T00:00:00Z"));
    UUID late = Uuids.next(Instant.parse("2026-01-01T00:00:00.001Z"));

    assertThat(early.version()).isEqualTo(7);
    assertThat(early.variant()).isEqualTo(2);
    assertThat(TypeId.of(IdKind.PAYMENT, early)).isLessThan(TypeId.of(IdKind.PAYMENT, late));
  }
}
