package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cardnym.bank.keys.EncryptionChoice;
import org.cardnym.bank.keys.KeyDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Keys and the vault's anchor change in the README's order: after each step a message decided
 * before is answered with its first decision; what was taken back is refused.
 */
class KeyRolloverTest {

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final Map<String, Object> payment = Payloads.authorization("4111111111111111");
  private final String approvalCode;

  KeyRolloverTest() throws Exception {
    vault = new TestVault(BANK);
    approvalCode = vault.ask(payment).path("approvalCode").asText();
  }

  @Test
  void anEncKeyChanges() throws Exception {
    JWK old = vault.recipient();
    String fresh = keys().add(RunningBank.INSTITUTION, EncryptionChoice.ECDH_ES);
    BANK.restart();
    assertDecidedOnce();
    vault.sealsFor = published(fresh);
    assertDecidedOnce();
    keys().drop(RunningBank.INSTITUTION, old.getKeyID());
    BANK.restart();
    assertDecidedOnce();

    vault.sealsFor = old;
    assertNotOpened();
  }

  @Test
  void aSigKeyChanges() throws Exception {
    String old = vault.answerKey().getKeyID();
    String fresh = keys().add(RunningBank.INSTITUTION, null);
    BANK.restart();
    assertThat(vault.answerKey().getKeyID()).isEqualTo(old);
    assertDecidedOnce();
    keys().signWith(RunningBank.INSTITUTION, fresh);
    BANK.restart();
    assertThat(vault.answerKey().getKeyID()).isEqualTo(fresh);
    assertDecidedOnce();
    keys().drop(RunningBank.INSTITUTION, old);
    BANK.restart();
    assertDecidedOnce();
  }

  @Test
  void theVaultsSignatureKeyChanges() throws Exception {
    ECKey old = vault.signer;
    ECKey fresh = RunningBank.newSignatureKey();
    pin(old, fresh);
    assertDecidedOnce();
    vault.signer = fresh;
    assertDecidedOnce();
    pin(fresh);
    assertDecidedOnce();

    vault.signer = old;
    assertNotOpened();
    pin(old);
  }

  @Test
  void whoCertifiesTheVaultChanges() throws Exception {
    TestAuthority next = new TestAuthority("Next CA");
    TestVault certifiedAnew =
        new TestVault(BANK, BANK.authority.client(next, RunningBank.VAULT_NAME));
    Path anchors = BANK.folder.resolve("ca.pem");
    String old = Files.readString(anchors);
    next.writeCertificate(anchors);
    String fresh = Files.readString(anchors);

    Files.writeString(anchors, old + fresh);
    BANK.restart();
    assertDecidedOnce();
    assertThat(certifiedAnew.askAgain(payment).path("approvalCode").asText())
        .isEqualTo(approvalCode);
    Files.writeString(anchors, fresh);
    BANK.restart();
    assertThat(certifiedAnew.askAgain(payment).path("approvalCode").asText())
        .isEqualTo(approvalCode);

    assertThatThrownBy(() -> vault.askAgain(payment)).isInstanceOf(IOException.class);
    Files.writeString(anchors, old);
    BANK.restart();
  }

  private void assertDecidedOnce() throws Exception {
    ObjectNode again = vault.askAgain(payment);
    assertThat(again.path("decision").asText()).isEqualTo("approved");
    assertThat(again.path("approvalCode").asText()).isEqualTo(approvalCode);
  }

  private void assertNotOpened() throws Exception {
    Reply refused = vault.send(Payloads.repeat(payment, BANK.clock.instant()));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("not_opened");
  }

  private static void pin(ECKey... keys) throws Exception {
    JWKSet set = new JWKSet(List.<JWK>of(keys)).toPublicJWKSet();
    Files.writeString(BANK.folder.resolve("vault-jwks.json"), set.toString());
    BANK.restart();
  }

  private static JWK published(String kid) throws Exception {
    return BANK.publicKeys().getKeyByKeyId(kid);
  }

  private static KeyDirectory keys() {
    return new KeyDirectory(BANK.folder.resolve("keys"));
  }
}
