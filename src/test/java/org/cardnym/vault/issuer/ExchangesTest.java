package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.cardnym.vault.Refusals.refuses;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class ExchangesTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Banks banks;
  @Inject Heard heard;
  @Inject AuditTrail trail;
  @Inject MeterRegistry meters;

  @Test
  void anApprovalSettlesTheAuthorization() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      Settled settled = heard.last(key.messageId());
      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(settled.familyId()).isEqualTo(key.familyId());
      assertThat(settled.responseCode()).isEqualTo("00");
      assertThat(settled.approvalCode()).isEqualTo("A1B2C3");
      assertThat(parties.view(key).uncertain()).isFalse();
      assertThat(party.bank().messages).hasSize(1);
      assertThat(party.bank().troubles).isEmpty();
    }
  }

  @Test
  void aDeclineSettlesTheAuthorization() {
    try (Party party = parties.open()) {
      party.bank().script.add(message -> party.bank().answers().declined(message, "51"));
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.DECLINED);
      assertThat(heard.last(key.messageId()).responseCode()).isEqualTo("51");
      assertThat(party.bank().messages).hasSize(1);
    }
  }

  @Test
  void theMessageIsWhatTheProtocolSays() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      Message message = party.bank().messages.get(0);
      assertThat(message.outer())
          .containsOnlyKeys("alg", "enc", "typ", "cty", "kid", "epk")
          .containsEntry("alg", "ECDH-ES+A256KW")
          .containsEntry("enc", "A256GCM")
          .containsEntry("typ", "cardnym-message+jwe")
          .containsEntry("cty", "JWT")
          .containsEntry("kid", party.bank().enc.getKeyID());
      assertThat(message.inner())
          .containsOnlyKeys("alg", "typ", "kid")
          .containsEntry("alg", "ES256")
          .containsEntry("typ", "cardnym-authorization+jwt");
      assertThat(message.payload())
          .containsOnlyKeys(
              "iss",
              "aud",
              "iat",
              "exp",
              "jti",
              "kind",
              "messageId",
              "repeat",
              "payment",
              "order",
              "amount",
              "merchant",
              "authentication",
              "card")
          .containsEntry("iss", "https://vault.test.example")
          .containsEntry("aud", party.bank().institution)
          .containsEntry("kind", "authorization")
          .containsEntry("messageId", TypeId.of(IdKind.MESSAGE, key.messageId()))
          .containsEntry("repeat", 0L)
          .containsEntry("payment", TypeId.of(IdKind.PAYMENT, key.familyId()));
      assertThat(message.member("card"))
          .isEqualTo(
              Map.of(
                  "number",
                  TestCards.VISA,
                  "expiry",
                  "2039-11",
                  "holderName",
                  "Ada Example",
                  "gender",
                  "female"));
      assertThat((long) message.member("exp") - (long) message.member("iat")).isEqualTo(60);
      assertThat((String) message.member("jti")).matches("[A-Za-z0-9_-]{22}");
    }
  }

  @Test
  void aBankWithAnRsaKeyCanReadItsMessages() throws JOSEException {
    try (Party party =
        parties.open(new RSAKeyGenerator(3072).keyIDFromThumbprint(true).generate())) {
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(party.bank().messages.get(0).outer())
          .containsOnlyKeys("alg", "enc", "typ", "cty", "kid")
          .containsEntry("alg", "RSA-OAEP-256");
    }
  }

  @Test
  void aRepeatHasTheSameContentAndAFreshTransmission() {
    try (Party party = parties.open()) {
      party
          .bank()
          .script
          .add(message -> new FakeBank.Reaction(503, "application/problem+json", "{}"));
      party.bank().script.add(message -> new FakeBank.Reaction(200, "text/plain", "?"));
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED);
      assertThat(party.bank().messages)
          .hasSize(3)
          .extracting(m -> m.member("repeat"))
          .containsExactly(0L, 1L, 2L);
      assertThat(party.bank().messages).extracting(m -> m.member("jti")).doesNotHaveDuplicates();
      assertThat(party.bank().messages).extracting(Message::compact).doesNotHaveDuplicates();
      assertThat(party.bank().messages)
          .extracting(ExchangesTest::content)
          .containsOnly(content(party.bank().messages.get(0)));
      assertThat(parties.view(key).uncertain()).isTrue();
    }
  }

  @Test
  void anExchangeIsIntendedOnlyWithinTheCallersTransaction() {
    try (Party party = parties.open()) {
      var content = TestBanks.content("{\"payment\":\"x\"}");
      var intent =
          new Intent(
              Kind.AUTHORIZATION,
              Family.PAYMENT,
              UUID.randomUUID(),
              party.payerId(),
              party.cardId(),
              party.bankId(),
              content);

      assertThatThrownBy(() -> exchanges.intend(intent))
          .isInstanceOf(jakarta.transaction.TransactionalException.class);
    }
  }

  @Test
  void aSuspendedBankTakesNothingNew() {
    try (Party party = parties.open()) {
      ExchangeRow.Key before = parties.authorization(party);
      banks.suspend("test", party.bankId(), "under inquiry");

      refuses(ErrorCode.UNAVAILABLE, () -> parties.authorization(party));
      send(before);

      assertThat(heard.of(before.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(party.bank().messages).isEmpty();
    }
  }

  @Test
  void aContentThatWouldOverwriteTheEnvelopeIsRefused() {
    try (Party party = parties.open()) {
      for (String member : new String[] {"iss", "messageId", "repeat", "card", "code"}) {
        var content = TestBanks.content("{\"" + member + "\":\"x\"}");
        var intent =
            new Intent(
                Kind.REFUND,
                Family.PAYMENT,
                UUID.randomUUID(),
                party.payerId(),
                party.cardId(),
                party.bankId(),
                content);

        assertThatThrownBy(() ->
                QuarkusTransaction.requiringNew()
                    .run(() -> exchanges.intendRefund(UUID.randomUUID(), intent)))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void theTrailNamesEveryTransmissionAndNoCard() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      List<AuditTrail.Entry> entries = entries(key);
      assertThat(entries)
          .extracting(AuditTrail.Entry::action)
          .containsExactly("MESSAGE_ENDED", "MESSAGE_SENT");
      assertThat(entries.get(0).facts().toString()).contains("APPROVED").doesNotContain("4111");
    }
  }

  @Test
  void metersCountOutcomes() {
    double before = approved();
    try (Party party = parties.open()) {
      send(parties.authorization(party));
    }

    assertThat(approved()).isEqualTo(before + 1);
  }

  /**
   * On a busy machine some may come too late; none may end otherwise at the vault than at the bank.
   */
  @Test
  void manyAtOnceEndAtTheVaultAsAtTheBank() {
    try (Party party = parties.open()) {
      List<ExchangeRow.Key> keys =
          Stream.generate(() -> parties.authorization(party)).limit(30).toList();

      keys.stream().map(this::begin).toList().forEach(CompletableFuture::join);

      assertThat(keys).allSatisfy(key -> assertAgreed(party, key));
      assertThat(keys)
          .anySatisfy(
              key -> assertThat(heard.of(key.messageId())).containsExactly(Outcome.APPROVED));
      assertThat(party.bank().troubles).isEmpty();
    }
  }

  private void assertAgreed(Party party, ExchangeRow.Key key) {
    String id = TypeId.of(IdKind.MESSAGE, key.messageId());
    boolean seen = party.bank().messages.stream().anyMatch(message -> message.id().equals(id));
    boolean doubted = parties.view(key).uncertain();
    switch (heard.of(key.messageId()).get(0)) {
      case APPROVED -> assertThat(seen).as(facts(key)).isTrue();
      case NOT_SENT -> assertThat(seen || doubted).as(facts(key)).isFalse();
      case REVERSING -> assertThat(doubted).as(facts(key)).isTrue();
      default -> fail("an outcome nobody gave: " + facts(key));
    }
  }

  private CompletableFuture<Void> begin(ExchangeRow.Key key) {
    return exchanges.send(key.familyId(), key.messageId()).toCompletableFuture();
  }

  private List<AuditTrail.Entry> entries(ExchangeRow.Key key) {
    String subject = TypeId.of(IdKind.MESSAGE, key.messageId());
    return QuarkusTransaction.requiringNew().call(() -> trail.page(null, subject, 10));
  }

  private String facts(ExchangeRow.Key key) {
    return entries(key).stream().map(AuditTrail.Entry::facts).toList().toString();
  }

  private double approved() {
    var timer =
        meters
            .find("cardnym_exchange")
            .tag("kind", "authorization")
            .tag("outcome", "approved")
            .timer();
    return timer == null ? 0 : timer.count();
  }

  private void send(ExchangeRow.Key key) {
    begin(key).join();
  }

  private static Map<String, Object> content(Message message) {
    var content = new HashMap<>(message.payload());
    List.of("iat", "exp", "jti", "repeat").forEach(content::remove);
    return content;
  }
}
