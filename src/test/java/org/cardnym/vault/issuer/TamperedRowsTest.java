package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.TestBanks.Party;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who can only write the database can't make an intent, an outcome, a bank, a bank's key or a
 * route.
 */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class TamperedRowsTest {
  @Inject TestBanks parties;
  @Inject Exchanges exchanges;
  @Inject Sweeper sweeper;
  @Inject DueExchanges due;
  @Inject Routes routes;
  @Inject BankKeys keys;
  @Inject LinkCertificates link;
  @Inject Heard heard;
  @Inject Alarms alarms;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content = replace(content, '1999', '999900')",
        "state = 'WAITING'",
        "uncertain = true",
        "transmissions = 7",
        "lost_after = now() + interval '1 hour'",
        "window_ends = window_ends + interval '1 hour'",
        "kind = 'REFUND'",
        "card_id = gen_random_uuid()",
        "payer_id = gen_random_uuid()",
        "bank_id = gen_random_uuid()",
        "revision = revision + 1"
      })
  void aChangedIntentIsRefused(String change) {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      tamper(key, change);

      send(key);

      assertThat(party.bank().messages).isEmpty();
      assertThat(heard.of(key.messageId())).isEmpty();
      alarms.await(TypeId.of(IdKind.MESSAGE, key.messageId()));
    }
  }

  @Test
  void anIntentCopiedToAnotherPaymentIsRefused() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      var forged = new ExchangeRow.Key(UUID.randomUUID(), UUID.randomUUID());
      parties.write(
          "insert into exchange select :family, :message, family, kind, payer_id, card_id, bank_id, original_id, content, state,"
              + " uncertain, transmissions, lost_after, intended_at, window_ends, closed_at, outcome, response_code, approval_code,"
              + " reference, holder_agreed, now() - interval '1 second', revision, mac_version, mac from exchange where"
              + " message_id = :original",
          Map.of(
              "family",
              forged.familyId(),
              "message",
              forged.messageId(),
              "original",
              key.messageId()));

      sweeper.sweep().join();

      assertThat(party.bank().messages).isEmpty();
      alarms.await(TypeId.of(IdKind.MESSAGE, forged.messageId()));
      assertThat(due.claim(100, 1)).as("it is put off, not in the way").doesNotContain(forged);
    }
  }

  @Test
  void anOutcomeWrittenStraightIntoTheDatabaseIsRefused() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      tamper(
          key,
          "state = 'CLOSED', outcome = 'APPROVED', response_code = '00', closed_at = now(), due = null");

      refuses(ErrorCode.ROW_REFUSED, () -> exchanges.of(key.familyId()));
      assertThat(heard.of(key.messageId())).isEmpty();
    }
  }

  @Test
  void aChangedEndpointIsRefusedAndNothingGoesThere() {
    try (Party party = parties.open();
        Party evil = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      parties.write(
          "update bank set endpoint = :endpoint where bank_id = :bank",
          Map.of("endpoint", evil.bank().endpoint(), "bank", party.bankId()));

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(evil.bank().messages).isEmpty();
      assertThat(evil.bank().troubles).isEmpty();
      alarms.await(TypeId.of(IdKind.BANK, party.bankId()));
    }
  }

  @Test
  void anEncryptionKeyWrittenStraightIntoTheDatabaseIsRefused() {
    try (Party party = parties.open()) {
      ExchangeRow.Key key = parties.authorization(party);
      ECKey evil = FakeBank.ecKey();
      insertKey(party, evil, "ENC");

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.NOT_SENT);
      assertThat(party.bank().messages).isEmpty();
      alarms.await(TypeId.of(IdKind.BANK, party.bankId()) + "/" + evil.getKeyID());
    }
  }

  @Test
  void aSignatureKeyWrittenStraightIntoTheDatabaseApprovesNothing() {
    try (Party party = parties.open()) {
      ECKey evil = FakeBank.ecKey();
      party
          .bank()
          .script
          .add(message -> {
            insertKey(party, evil, "SIG");
            return new Answers(party.bank().institution, evil).approved(message);
          });
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).containsExactly(Outcome.REVERSING);
      alarms.await(TypeId.of(IdKind.BANK, party.bankId()) + "/" + evil.getKeyID());
    }
  }

  @Test
  void aRetiredKeyIsNotRevivedByTheDatabase() {
    try (Party party = parties.open()) {
      keys.retire("test", party.bankId(), party.bank().sig.getKeyID());
      parties.write(
          "update bank_key set state = 'ACTIVE', retired_at = null where kid = :kid",
          Map.of("kid", party.bank().sig.getKeyID()));
      ExchangeRow.Key key = parties.authorization(party);

      send(key);

      assertThat(heard.of(key.messageId())).doesNotContain(Outcome.APPROVED);
      alarms.await(TypeId.of(IdKind.BANK, party.bankId()) + "/" + party.bank().sig.getKeyID());
    }
  }

  @Test
  void aRouteWrittenStraightIntoTheDatabaseIsRefused() {
    try (Party party = parties.open();
        Party evil = parties.open()) {
      Route route = routes.add("test", party.bankId(), "910000", "910999");
      var forged = UUID.randomUUID();
      parties.write(
          "insert into bank_route select :route, :bank, 8, 91055500, 91055599, revision, mac_version, mac from bank_route"
              + " where route_id = :original",
          Map.of("route", forged, "bank", evil.bankId(), "original", route.id()));

      refuses(ErrorCode.ROW_REFUSED, () -> routes.bankFor("91055512"));
      alarms.await(TypeId.of(IdKind.ROUTE, forged));
      parties.write("delete from bank_route where route_id = :route", Map.of("route", forged));
      assertThat(routes.bankFor("91055512")).contains(party.bankId());
    }
  }

  @Test
  void aClientChainWrittenStraightIntoTheDatabaseIsRefused() {
    try (Party party = parties.open()) {
      String honest = link.certificate().orElseThrow();
      parties.write(
          "update link_certificate set chain_pem = :pem", Map.of("pem", TestBanks.AUTHORITY.pem()));
      try {
        refuses(ErrorCode.ROW_REFUSED, link::certificate);
      } finally {
        parties.write("update link_certificate set chain_pem = :pem", Map.of("pem", honest));
      }
      assertThat(party.bank().messages).isEmpty();
    }
  }

  private void insertKey(Party party, ECKey key, String use) {
    Map<String, Object> members = key.toPublicJWK().toJSONObject();
    members.remove("kid");
    parties.write(
        "insert into bank_key select bank_id, :kid, :use, :jwk, state, added_at + interval '1 second', retired_at, revision,"
            + " mac_version, mac from bank_key where bank_id = :bank and kid = :original",
        Map.of(
            "kid",
            key.getKeyID(),
            "use",
            use,
            "jwk",
            JSONObjectUtils.toJSONString(members),
            "bank",
            party.bankId(),
            "original",
            party.bank().sig.getKeyID()));
  }

  private void tamper(ExchangeRow.Key key, String change) {
    parties.write(
        "update exchange set " + change + " where message_id = :message",
        Map.of("message", key.messageId()));
  }

  private void send(ExchangeRow.Key key) {
    exchanges.send(key.familyId(), key.messageId()).toCompletableFuture().join();
  }
}
