package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Pins the bytes that stand in databases: a change here is a new version, never an edit. */
class FormatsTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void associatedDataIsLengthPrefixed() {
    byte[] bytes =
        AssociatedData.of("card-record/1").with(new UUID(1, 2)).with("x").with(3L).bytes();

    assertThat(HEX.formatHex(bytes))
        .isEqualTo(
            "0000000d636172642d7265636f72642f31"
                + "0000001000000000000000010000000000000002"
                + "0000000178"
                + "000000080000000000000003");
  }

  @Test
  void noTwoBindingsShareTheirBytes() {
    assertThat(AssociatedData.of("a").with("bc").bytes())
        .isNotEqualTo(AssociatedData.of("ab").with("c").bytes());
    assertThat(AssociatedData.of("a").with("").bytes())
        .isNotEqualTo(AssociatedData.of("a").bytes());
  }

  @Test
  void whatARowsMacCoversTellsAbsentFromEmpty() {
    assertThat(Deciding.row("t", 1).add((String) null).bytes())
        .isNotEqualTo(Deciding.row("t", 1).add("").bytes());
    assertThat(HEX.formatHex(Deciding.row("t", 1).add(true).add((Instant) null).bytes()))
        .isEqualTo(
            "00000005726f772f31"
                + "0000000174"
                + "000000080000000000000001"
                + "000000080000000000000001"
                + "000000080000000000000001"
                + "000000080000000000000000");
  }

  @Test
  void opensARecordThatWasSealedByPlainAesGcm() throws Exception {
    byte[] key = HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    byte[] nonce = HEX.parseHex("202122232425262728292a2b");
    AssociatedData binding = AssociatedData.of("golden/1");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(binding.bytes());
    byte[] sealed =
        HEX.parseHex(
            "01"
                + HEX.formatHex(nonce)
                + HEX.formatHex(cipher.doFinal("record".getBytes(StandardCharsets.UTF_8))));

    assertThat(DataKey.of(key).open(sealed, binding))
        .isEqualTo("record".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> DataKey.of(key).open(sealed, AssociatedData.of("golden/2")))
        .hasMessage("row_refused");
    sealed[0] = 2;
    assertThatThrownBy(() -> DataKey.of(key).open(sealed, binding)).hasMessage("row_refused");
  }
}
