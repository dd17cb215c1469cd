package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.cardnym.bank.wire.Base64Url;
import org.cardnym.bank.wire.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ephemeral key of ECDH-ES: only a whole, public point on P-256 is taken. */
class AgreementKeyTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final Map<String, Object> payload =
      Payloads.fresh(Payloads.authorization("4111111111111111"), BANK.clock.instant());

  AgreementKeyTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void pointOnTheCurveIsTaken() throws Exception {
    assertThat(vault.send(payload).status()).isEqualTo(200);
  }

  @Test
  void pointOffTheCurveIsRefused() throws Exception {
    assertThat(withEpk("x", Base64Url.encode(new byte[32])).code()).isEqualTo("not_opened");
  }

  @Test
  void shortCoordinateIsRefused() throws Exception {
    assertThat(withEpk("y", Base64Url.encode(new byte[31])).code()).isEqualTo("not_opened");
  }

  @Test
  void otherCurveIsRefused() throws Exception {
    assertThat(withEpk("crv", "P-384").code()).isEqualTo("not_opened");
  }

  @Test
  void privatePartIsRefused() throws Exception {
    assertThat(withEpk("d", Base64Url.encode(new byte[32])).code()).isEqualTo("not_opened");
  }

  private Reply withEpk(String member, String value) throws Exception {
    String[] parts = vault.seal(payload).split("\\.", -1);
    ObjectNode header = StrictJson.object(Base64Url.decode(parts[0]));
    ((ObjectNode) header.get("epk")).put(member, value);
    parts[0] = Base64Url.encode(header.toString().getBytes(UTF_8));
    return vault.post(String.join(".", parts));
  }
}
