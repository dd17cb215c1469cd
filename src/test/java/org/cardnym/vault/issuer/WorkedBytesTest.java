package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

/** The bytes of docs/issuer-protocol.md §8, as this side reads them. */
class WorkedBytesTest {
  private static final Instant THEN = Instant.parse("2027-01-01T00:00:01Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theSealedMessageHoldsTheSignedOneAndNothingElse() throws Exception {
    ECKey bank = ECKey.parse(worked("bank enc key"));
    JWEObject sealed = JWEObject.parse(worked("jwe"));
    sealed.decrypt(new ECDHDecrypter(bank));

    assertThat(sealed.getPayload().toString()).isEqualTo(worked("jws"));
    assertThat(sealed.getHeader().getKeyID()).isEqualTo(bank.computeThumbprint().toString());
  }

  @Test
  void theSignedMessageIsTheVaultsAndCarriesThePayload() throws Exception {
    ECKey vault = ECKey.parse(worked("vault signature key"));
    var signed = new JsonWebSignature();
    signed.setCompactSerialization(worked("jws"));
    signed.setKey(vault.toECPublicKey());

    assertThat(signed.verifySignature()).isTrue();
    assertThat(JSON.readTree(signed.getHeaders().getFullHeaderAsJsonString()))
        .isEqualTo(
            JSON.createObjectNode()
                .put("alg", "ES256")
                .put("typ", "cardnym-authorization+jwt")
                .put("kid", vault.computeThumbprint().toString()));
    assertThat(signed.getPayload()).isEqualTo(worked("payload"));
  }

  @Test
  void theVaultsOwnEnvelopeMakesThisPayload() throws Exception {
    ObjectNode payload = payload();
    var envelope =
        new Envelope(
            payload.get("iss").asText(),
            payload.get("aud").asText(),
            payload.get("jti").asText(),
            Kind.AUTHORIZATION,
            payload.get("messageId").asText(),
            payload.get("repeat").asInt(),
            Instant.ofEpochSecond(payload.get("iat").asLong()));
    ObjectNode content = payload();
    content.remove(
        List.of("iss", "aud", "iat", "exp", "jti", "kind", "messageId", "repeat", "card"));

    var built = (ObjectNode) JSON.readTree(envelope.around(content.toString()));
    built.set("card", payload.get("card"));

    assertThat(built.toString()).isEqualTo(worked("payload"));
  }

  @Test
  void theTransmissionIsTheHashOfTheSealedMessage() throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(worked("jwe").getBytes(StandardCharsets.US_ASCII));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
        .isEqualTo(worked("transmission"));
  }

  @Test
  void theAnswerIsBelievedForThisTransmissionAndNow() throws Exception {
    Answer answer = AnswerRule.judge(verified(), question(worked("transmission")), THEN);

    assertThat(answer.decision()).isEqualTo(Event.APPROVED);
    assertThat(answer.approvalCode()).isEqualTo("A10017");
    assertThatThrownBy(() -> AnswerRule.judge(verified(), question("another"), THEN))
        .isInstanceOf(AnswerRefused.class);
    assertThatThrownBy(() ->
            AnswerRule.judge(verified(), question(worked("transmission")), THEN.plusSeconds(61)))
        .isInstanceOf(AnswerRefused.class);
  }

  private static ObjectNode verified() throws Exception {
    SignedAnswer signed = SignedAnswer.read(worked("answer").getBytes(StandardCharsets.US_ASCII));
    ECKey key = ECKey.parse(worked("bank sig key"));
    assertThat(signed.kid()).isEqualTo(key.computeThumbprint().toString());
    ObjectNode verified = signed.verified(key.toECPublicKey());
    assertThat(verified).isEqualTo(JSON.readTree(worked("answer payload")));
    return verified;
  }

  private static Question question(String transmission) throws IOException {
    ObjectNode payload = payload();
    return new Question(
        Kind.AUTHORIZATION,
        payload.get("iss").asText(),
        payload.get("aud").asText(),
        payload.get("messageId").asText(),
        payload.get("jti").asText(),
        transmission);
  }

  private static ObjectNode payload() throws IOException {
    return (ObjectNode) JSON.readTree(worked("payload"));
  }

  private static String worked(String name) throws IOException {
    Matcher block =
        Pattern.compile("\\*\\*" + name + "\\*\\*\n```text\n(.*?)\n```").matcher(document());
    assertThat(block.find()).as("docs/issuer-protocol.md holds '%s'", name).isTrue();
    return block.group(1);
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "issuer-protocol.md"));
  }
}
