package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.FakeBank.Reaction;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes back instead of the bank's own answer to this transmission decides nothing. Each
 * forgery approves; the bank's true answer, to the repeat, declines.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class ForgedAnswersTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Banks banks;
  @Inject BankKeys keys;
  @Inject Heard heard;

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isUnknown(String name, BiFunction<Answers, Message, Reaction> forgery) {
    try (Party party = parties.open()) {
      party.bank().script.add(message -> forgery.apply(party.bank().answers(), message));
      party.bank().script.add(message -> party.bank().answers().declined(message, "05"));
      ExchangeRow.Key key = parties.authorization(party);

      exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();

      assertThat(heard.of(key.messageId())).as(name).containsExactly(Outcome.DECLINED);
      assertThat(parties.view(key).uncertain()).isTrue();
      assertThat(party.bank().messages).hasSize(2);
      assertThat(party.bank().troubles).isEmpty();
    }
  }

  static Stream<Arguments> isUnknown() {
    return Stream.of(
            status("HTTP 500 with a valid answer", 500, "application/jose"),
            status("HTTP 201 with a valid answer", 201, "application/jose"),
            status("HTTP 302 with a valid answer", 302, "application/jose"),
            status("a valid answer as application/jwt", 200, "application/jwt"),
            body("garbage", (answers, message) -> "garbage"),
            body("nothing", (answers, message) -> ""),
            body("bytes that are no ASCII", (answers, message) -> "\u00e9\u00e9.\u00e9.\u00e9"),
            body("two parts", (answers, message) -> cut(answers.signed(answers.approval(message)))),
            body("padding", (answers, message) -> answers.signed(answers.approval(message)) + "="),
            body(
                "a line end",
                (answers, message) -> answers.signed(answers.approval(message)) + "\n"),
            body("unsigned", ForgedAnswersTest::unsigned),
            body("an empty signature", (a, message) -> cut(a.signed(a.approval(message))) + "."),
            body(
                "a signature of zeros",
                (a, m) -> cut(a.signed(a.approval(m))) + "." + "A".repeat(86)),
            body("a changed payload", ForgedAnswersTest::changedPayload),
            body("a signature in DER", ForgedAnswersTest::derSignature),
            body("a MAC with the public key", ForgedAnswersTest::macWithPublicKey),
            body("another bank's key", (a, message) -> stranger(a).signed(a.approval(message))),
            body("another key under the pinned kid", ForgedAnswersTest::strangerWithPinnedKid),
            header("the key within", h -> h.jwk(FakeBank.ecKey().toPublicJWK())),
            header(
                "a key's address", h -> h.jwkURL(java.net.URI.create("https://evil.example/jwks"))),
            header(
                "a critical extension",
                h -> h.criticalParams(java.util.Set.of("b64")).base64URLEncodePayload(true)),
            header("one more member", h -> h.customParam("note", "x")),
            header("another type", h -> h.type(new JOSEObjectType("JWT"))),
            header(
                "the type of a message",
                h -> h.type(new JOSEObjectType("cardnym-authorization+jwt"))),
            header("no type", h -> h.type(null)),
            header("no kid", h -> h.keyID(null)),
            member("another institution", "iss", "other-bank"),
            member("a wrong audience", "aud", "https://other.example"),
            member("an audience in a list", "aud", java.util.List.of("https://vault.test.example")),
            member("another message's id", "messageId", "msg_01h455vb4pex5vsknk084sn02q"),
            member("another kind", "kind", "reversal"),
            member("a reply to another transmission", "inReplyTo", Answers.jti()),
            member("another transmission's digest", "transmission", Answers.digest("other")),
            member("no jti", "jti", null),
            member("a short jti", "jti", "abc"),
            moment("an old answer", "iat", -90),
            moment("an answer of the future", "iat", 30),
            moment("an answer that has expired", "exp", -1),
            moment("an answer for an hour", "exp", 3600),
            member("a time as text", "iat", "now"),
            member("a time beyond all numbers", "exp", 1e300),
            member("no decision", "decision", null),
            member("an unknown decision", "decision", "probably"),
            member("a reversal's decision", "decision", "acknowledged"),
            member("a verification's decision", "decision", "code_required"),
            member("a yes that says no", "responseCode", "05"),
            member("no response code", "responseCode", null),
            member("a response code of three", "responseCode", "000"),
            member("no approval code", "approvalCode", null),
            member("an approval code without bound", "approvalCode", "A".repeat(13)),
            member("a reference without bound", "reference", "A".repeat(65)),
            body("a duplicate member", ForgedAnswersTest::duplicateMember),
            body("a duplicate header member", ForgedAnswersTest::duplicateHeaderMember),
            body("something after the payload", (a, m) -> raw(a, json(a, m) + "{}")),
            body("a payload that is a list", (a, m) -> raw(a, "[" + json(a, m) + "]")),
            body(
                "oversized",
                (a, m) ->
                    raw(
                        a,
                        json(a, m).replaceFirst("}$", ",\"x\":\"" + "x".repeat(17_000) + "\"}"))))
        .flatMap(s -> s);
  }

  @Test
  void anAnswerOfAnEarlierTransmissionIsUnknown() {
    try (Party party = parties.open()) {
      var earlier = new Reaction[1];
      party
          .bank()
          .script
          .add(message -> {
            earlier[0] = party.bank().answers().approved(message);
            return new Reaction(503, "application/problem+json", "{}");
          });
      party.bank().script.add(message -> earlier[0]);
      party.bank().script.add(message -> party.bank().answers().declined(message, "05"));
      ExchangeRow.Key key = parties.authorization(party);

      exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.DECLINED);
      assertThat(party.bank().messages).hasSize(3);
    }
  }

  @Test
  void aRetiredKeysAnswerIsUnknown() {
    try (Party party = parties.open()) {
      ECKey newer = FakeBank.ecKey();
      keys.add("test", party.bankId(), BankKey.Use.SIG, newer.toPublicJWK().toJSONObject());
      keys.retire("test", party.bankId(), party.bank().sig.getKeyID());
      party.bank().script.add(message -> party.bank().answers().approved(message));
      party
          .bank()
          .script
          .add(message -> new Answers(party.bank().institution, newer).declined(message, "05"));
      ExchangeRow.Key key = parties.authorization(party);

      exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.DECLINED);
    }
  }

  @Test
  void aSuspendedBanksApprovalIsUnknownAndItsAcknowledgementCounts() {
    try (Party party = parties.open()) {
      party
          .bank()
          .script
          .add(message -> {
            banks.suspend("test", party.bankId(), "its key is in doubt");
            return party.bank().answers().approved(message);
          });
      ExchangeRow.Key key = parties.authorization(party);

      exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();

      heard.await(key.messageId(), Outcome.REVERSED);
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING, Outcome.REVERSED);
    }
  }

  private static Stream<Arguments> status(String name, int status, String mediaType) {
    return forged(
        name, (a, message) -> new Reaction(status, mediaType, a.signed(a.approval(message))));
  }

  private static Stream<Arguments> body(String name, BiFunction<Answers, Message, String> body) {
    return forged(name, (answers, message) -> Reaction.jose(body.apply(answers, message)));
  }

  private static Stream<Arguments> header(String name, Consumer<JWSHeader.Builder> change) {
    return body(
        name,
        (answers, message) -> {
          JWSHeader.Builder header = answers.header();
          change.accept(header);
          return answers.signed(json(answers, message), header.build());
        });
  }

  private static Stream<Arguments> member(String name, String member, @Nullable Object value) {
    return body(
        name,
        (answers, message) -> {
          Map<String, Object> members = answers.approval(message);
          members.put(member, value);
          members.values().removeIf(java.util.Objects::isNull);
          return answers.signed(members);
        });
  }

  /** A time so many seconds from when the answer is made. */
  private static Stream<Arguments> moment(String name, String member, long seconds) {
    return body(
        name,
        (answers, message) -> {
          Map<String, Object> members = answers.approval(message);
          members.put(member, Instant.now().getEpochSecond() + seconds);
          return answers.signed(members);
        });
  }

  private static Stream<Arguments> forged(
      String name, BiFunction<Answers, Message, Reaction> forgery) {
    return Stream.of(Arguments.of(name, forgery));
  }

  private static Answers stranger(Answers answers) {
    return new Answers(answers.institution(), FakeBank.ecKey());
  }

  private static String strangerWithPinnedKid(Answers answers, Message message) {
    return stranger(answers).signed(json(answers, message), answers.header().build());
  }

  private static String json(Answers answers, Message message) {
    return JSONObjectUtils.toJSONString(answers.approval(message));
  }

  private static String raw(Answers answers, String payload) {
    return answers.signed(payload, answers.header().build());
  }

  private static String cut(String jws) {
    return jws.substring(0, jws.lastIndexOf('.'));
  }

  private static String unsigned(Answers answers, Message message) {
    String header =
        "{\"alg\":\"none\",\"typ\":\"cardnym-answer+jwt\",\"kid\":\""
            + answers.key().getKeyID()
            + "\"}";
    return Base64URL.encode(header) + "." + Base64URL.encode(json(answers, message)) + ".";
  }

  private static String changedPayload(Answers answers, Message message) {
    String[] declined = answers.declined(message, "05").body().split("\\.", -1);
    return declined[0] + "." + Base64URL.encode(json(answers, message)) + "." + declined[2];
  }

  private static String derSignature(Answers answers, Message message) {
    try {
      String input = cut(answers.signed(answers.approval(message)));
      var signer = java.security.Signature.getInstance("SHA256withECDSA");
      signer.initSign(answers.key().toPrivateKey());
      signer.update(input.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return input + "." + Base64URL.encode(signer.sign());
    } catch (java.security.GeneralSecurityException | com.nimbusds.jose.JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String macWithPublicKey(Answers answers, Message message) {
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.HS256)
              .type(new JOSEObjectType("cardnym-answer+jwt"))
              .keyID(answers.key().getKeyID())
              .build();
      var jws = new JWSObject(header, new Payload(json(answers, message)));
      jws.sign(new MACSigner(answers.key().toPublicKey().getEncoded()));
      return jws.serialize();
    } catch (com.nimbusds.jose.JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String duplicateMember(Answers answers, Message message) {
    return raw(answers, json(answers, message).replaceFirst("^\\{", "{\"decision\":\"declined\","));
  }

  private static String duplicateHeaderMember(Answers answers, Message message) {
    String header =
        "{\"alg\":\"ES256\",\"alg\":\"ES256\",\"typ\":\"cardnym-answer+jwt\",\"kid\":\""
            + answers.key().getKeyID()
            + "\"}";
    String input = Base64URL.encode(header) + "." + Base64URL.encode(json(answers, message));
    try {
      var signer = java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
      signer.initSign(answers.key().toPrivateKey());
      signer.update(input.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return input + "." + Base64URL.encode(signer.sign());
    } catch (java.security.GeneralSecurityException | com.nimbusds.jose.JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
