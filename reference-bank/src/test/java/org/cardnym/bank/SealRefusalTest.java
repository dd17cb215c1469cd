package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWECryptoParts;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cardnym.bank.keys.EncryptionChoice;
import org.cardnym.bank.wire.Base64Url;
import org.cardnym.bank.wire.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a seal, the sender sees the same refusal; an RSA key lets the test write
 * any header.
 */
class SealRefusalTest {

  private static final String UNREADABLE =
      "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"code\":\"not_opened\","
          + "\"detail\":\"The message could not be opened.\"}";

  @RegisterExtension static final RunningBank BANK = new RunningBank(EncryptionChoice.RSA_OAEP);

  private final TestVault vault;
  private final Map<String, Object> payload =
      Payloads.fresh(Payloads.authorization("4111111111111111"), BANK.clock.instant());

  SealRefusalTest() throws Exception {
    vault = new TestVault(BANK);
  }

  @Test
  void messageWithExactlyTheAgreedHeadersIsOpened() throws Exception {
    assertThat(vault.post(sealed(outer(""), signed(inner("")))).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"zip\":\"DEF\"",
        ",\"crit\":[\"exp\"]",
        ",\"jku\":\"https://else.example\"",
        ",\"jwk\":{}",
        ",\"x5u\":\"https://else.example\"",
        ",\"x5c\":[]",
        ",\"b64\":false",
        ",\"iat\":1",
        ",\"epk\":{}",
        ",\"cty\":\"JWT\"",
        ",\"alg\":\"RSA-OAEP-256\""
      })
  void otherMemberInTheOuterHeaderIsRefused(String member) throws Exception {
    assertRefused(sealed(outer(member), signed(inner(""))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"crit\":[\"exp\"]",
        ",\"jku\":\"https://else.example\"",
        ",\"jwk\":{}",
        ",\"x5u\":\"https://else.example\"",
        ",\"x5c\":[]",
        ",\"b64\":false",
        ",\"zip\":\"DEF\"",
        ",\"cty\":\"JWT\"",
        ",\"alg\":\"ES256\""
      })
  void otherMemberInTheInnerHeaderIsRefused(String member) throws Exception {
    assertRefused(sealed(outer(""), signed(inner(member))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA-OAEP", "RSA-OAEP-512", "RSA1_5", "ECDH-ES+A256KW", "dir", "none"})
  void otherKeyAlgorithmIsRefused(String algorithm) throws Exception {
    assertRefused(sealed(outer("").replace("RSA-OAEP-256", algorithm), signed(inner(""))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A128GCM", "A256CBC-HS512", "none"})
  void otherContentAlgorithmIsRefused(String encryption) throws Exception {
    assertRefused(sealed(outer("").replace("A256GCM", encryption), signed(inner(""))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cardnym-transfer+jwt", "JWT", "cardnym-answer+jwt", "CARDNYM-AUTHORIZATION+JWT"})
  void unknownInnerTypeIsRefused(String type) throws Exception {
    assertRefused(sealed(outer(""), signed(inner("").replace("cardnym-authorization+jwt", type))));
  }

  @Test
  void unknownOuterTypeIsRefused() throws Exception {
    assertRefused(sealed(outer("").replace("cardnym-message+jwe", "JWE"), signed(inner(""))));
  }

  @Test
  void unpinnedRecipientIsRefused() throws Exception {
    assertRefused(
        sealed(outer("").replace(vault.recipient().getKeyID(), "else"), signed(inner(""))));
  }

  @Test
  void bankSignatureKeyIsNoRecipient() throws Exception {
    assertRefused(
        sealed(
            outer("").replace(vault.recipient().getKeyID(), vault.answerKey().getKeyID()),
            signed(inner(""))));
  }

  @Test
  void unpinnedSignerIsRefused() throws Exception {
    ECKey stranger = RunningBank.newSignatureKey();
    String header = inner("").replace(BANK.vaultKey.getKeyID(), stranger.getKeyID());
    assertRefused(
        sealed(outer(""), TestVault.signRaw(header, StrictJson.write(payload), stranger)));
  }

  @Test
  void strangersSignatureUnderAPinnedIdIsRefused() throws Exception {
    ECKey stranger = RunningBank.newSignatureKey();
    assertRefused(
        sealed(outer(""), TestVault.signRaw(inner(""), StrictJson.write(payload), stranger)));
  }

  @Test
  void bankCantBeItsOwnVault() throws Exception {
    String header = inner("").replace(BANK.vaultKey.getKeyID(), vault.answerKey().getKeyID());
    assertRefused(sealed(outer(""), signed(header)));
  }

  @Test
  void algorithmNoneIsRefused() throws Exception {
    String header = inner("").replace("ES256", "none");
    assertRefused(sealed(outer(""), unsigned(header) + "."));
  }

  @Test
  void hmacUnderThePublicKeyIsRefused() throws Exception {
    String input = unsigned(inner("").replace("ES256", "HS256"));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(BANK.vaultKey.toECPublicKey().getEncoded(), "HmacSHA256"));
    assertRefused(
        sealed(outer(""), input + "." + Base64Url.encode(mac.doFinal(input.getBytes(US_ASCII)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 63, 65, 72})
  void signatureOfAnotherLengthIsRefused(int length) throws Exception {
    assertRefused(
        sealed(outer(""), unsigned(inner("")) + "." + Base64Url.encode(new byte[length])));
  }

  @Test
  void zeroSignatureIsRefused() throws Exception {
    assertRefused(sealed(outer(""), unsigned(inner("")) + "." + Base64Url.encode(new byte[64])));
  }

  @Test
  void duplicateMemberInThePayloadIsRefused() throws Exception {
    String json = StrictJson.write(payload);
    String twice =
        json.substring(0, json.length() - 1) + ",\"amount\":{\"value\":1,\"currency\":\"EUR\"}}";
    assertRefused(sealed(outer(""), TestVault.signRaw(inner(""), twice, BANK.vaultKey)));
  }

  @Test
  void payloadWithSomethingBehindItIsRefused() throws Exception {
    assertRefused(
        sealed(
            outer(""),
            TestVault.signRaw(inner(""), StrictJson.write(payload) + "{}", BANK.vaultKey)));
  }

  @Test
  void bareSignedMessageIsRefused() throws Exception {
    assertRefused(signed(inner("")));
  }

  @Test
  void flippedBitsAreRefusedInEveryPart() throws Exception {
    String compact = sealed(outer(""), signed(inner("")));
    for (int part = 0; part < 5; part++) {
      String[] parts = compact.split("\\.", -1);
      byte[] bytes = Base64Url.decode(parts[part]);
      bytes[bytes.length / 2] ^= 1;
      parts[part] = Base64Url.encode(bytes);
      assertRefused(String.join(".", parts));
    }
  }

  @Test
  void truncatedTagIsRefused() throws Exception {
    String compact = sealed(outer(""), signed(inner("")));
    assertRefused(compact.substring(0, compact.length() - 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "\n", " ", "+", ".", ".AAAA"})
  void otherCharactersBehindTheMessageAreRefused(String rest) throws Exception {
    assertRefused(sealed(outer(""), signed(inner(""))) + rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "....", "{}", "null", "a.b.c.d.e", "ééé"})
  void whatIsNoMessageIsRefused(String body) throws Exception {
    assertRefused(body);
  }

  private void assertRefused(String body) throws Exception {
    Reply reply = vault.post(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo(UNREADABLE);
    assertThat(
            BANK.count(
                "SELECT count(*) FROM message WHERE id = '" + payload.get("messageId") + "'"))
        .isZero();
  }

  private String outer(String more) throws Exception {
    return "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"typ\":\"cardnym-message+jwe\",\"cty\":\"JWT\",\"kid\":\""
        + vault.recipient().getKeyID()
        + "\""
        + more
        + "}";
  }

  private static String inner(String more) {
    return "{\"alg\":\"ES256\",\"typ\":\"cardnym-authorization+jwt\",\"kid\":\""
        + BANK.vaultKey.getKeyID()
        + "\""
        + more
        + "}";
  }

  private String signed(String header) throws Exception {
    return TestVault.signRaw(header, StrictJson.write(payload), BANK.vaultKey);
  }

  private String unsigned(String header) {
    return Base64Url.encode(header.getBytes(UTF_8))
        + "."
        + Base64Url.encode(StrictJson.write(payload).getBytes(UTF_8));
  }

  /** A message that decrypts, whatever its header says. */
  private String sealed(String header, String content) throws Exception {
    RSAKey key = vault.recipient().toRSAKey();
    String first = Base64Url.encode(header.getBytes(UTF_8));
    JWEHeader plain = new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM);
    JWECryptoParts parts =
        new RSAEncrypter(key).encrypt(plain, content.getBytes(UTF_8), first.getBytes(US_ASCII));
    return String.join(
        ".",
        first,
        parts.getEncryptedKey().toString(),
        parts.getInitializationVector().toString(),
        parts.getCipherText().toString(),
        parts.getAuthenticationTag().toString());
  }
}
