package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PessimisticLockException;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.card.TestCards;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.payer.TestPayers;

/**
 * Banks for tests, registered through the doors that operators use, each with a payer who has a
 * card of it.
 */
@ApplicationScoped
class TestBanks {
  private static final int MOST_TRIES = 10;
  static final TestAuthority AUTHORITY = new TestAuthority("Development CA");
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final Banks banks;
  private final BankKeys keys;
  private final LinkCertificates link;
  private final Exchanges exchanges;
  private final TestCards cards;
  private final Payers payers;
  private final EntityManager entities;

  TestBanks(
      Banks banks,
      BankKeys keys,
      LinkCertificates link,
      Exchanges exchanges,
      TestCards cards,
      Payers payers,
      EntityManager entities) {
    this.banks = banks;
    this.keys = keys;
    this.link = link;
    this.exchanges = exchanges;
    this.cards = cards;
    this.payers = payers;
    this.entities = entities;
  }

  /** A bank that is up, known to the vault, and has one customer. */
  record Party(FakeBank bank, UUID bankId, UUID payerId, UUID cardId, Runnable leave)
      implements AutoCloseable {
    @Override
    public void close() {
      bank.close();
      leave.run();
    }
  }

  Party open() {
    return open(FakeBank.ecKey());
  }

  Party open(JWK enc) {
    String institution = FakeBank.INSTITUTION + "-" + COUNTER.incrementAndGet();
    var bank =
        new FakeBank(
            institution, AUTHORITY.server("localhost", false, AUTHORITY), enc, this::vaultKeys);
    return register(bank);
  }

  Party register(FakeBank bank) {
    if (link.certificate().isEmpty()) {
      link.certify("test", AUTHORITY.client(link.request()));
    }
    UUID bankId =
        banks.add("test", bank.institution, "A bank", bank.endpoint(), AUTHORITY.pem()).id();
    keys.add("test", bankId, BankKey.Use.ENC, bank.enc.toPublicJWK().toJSONObject());
    keys.add("test", bankId, BankKey.Use.SIG, bank.sig.toPublicJWK().toJSONObject());
    UUID payerId = TestPayers.active(payers);
    return new Party(
        bank,
        bankId,
        payerId,
        cards.verified(payerId, bankId, TestCards.VISA, true),
        () -> forget(bankId));
  }

  /** What is still open of a bank that is gone must not keep the sweeper of another test busy. */
  private void forget(UUID bankId) {
    for (int tries = 1; ; tries++) {
      try {
        write("delete from exchange where bank_id = :bank", Map.of("bank", bankId));
        return;
      } catch (PessimisticLockException deadlock) {
        // An exchange and its reversal may be settling right now, and lock each other's rows.
        if (tries == MOST_TRIES) {
          throw deadlock;
        }
      }
    }
  }

  /** Commits to an authorization of 19.99 EUR for a payment of its own. */
  ExchangeRow.Key authorization(Party party) {
    UUID payment = Uuids.next(Instant.now());
    ObjectNode content =
        content(
            """
            {"payment":"%s","order":{"reference":"A-1001","description":"One mug"},"amount":{"value":1999,"currency":"EUR"},\
            "merchant":{"id":"%s","legalName":"Mugs GmbH","categoryCode":"5732","country":"DE"},"authentication":{"amr":\
            ["pwd","otp"],"acr":"two-factors","time":"2026-11-22T09:30:00Z","bound":"recorded","policy":"default"}}\
            """
                .formatted(
                    TypeId.of(IdKind.PAYMENT, payment),
                    TypeId.of(IdKind.MERCHANT, Uuids.next(Instant.now()))));
    return intend(
        new Intent(
            Kind.AUTHORIZATION,
            Family.PAYMENT,
            payment,
            party.payerId,
            party.cardId,
            party.bankId,
            content));
  }

  /** Commits to giving 5.00 EUR of an authorization back. */
  ExchangeRow.Key refund(Party party, ExchangeRow.Key authorization) {
    UUID message = Uuids.next(Instant.now());
    var intent =
        new Intent(
            Kind.REFUND,
            Family.PAYMENT,
            authorization.familyId(),
            party.payerId,
            party.cardId,
            party.bankId,
            content(
                "{\"payment\":\"%s\",\"original\":{\"messageId\":\"%s\",\"kind\":\"authorization\"},\"amount\":{\"value\":500,\"currency\":\"EUR\"}}"
                    .formatted(
                        TypeId.of(IdKind.PAYMENT, authorization.familyId()),
                        TypeId.of(IdKind.MESSAGE, authorization.messageId()))));
    QuarkusTransaction.requiringNew().run(() -> exchanges.intendRefund(message, intent));
    return new ExchangeRow.Key(authorization.familyId(), message);
  }

  /** Commits to having the bank tell the holder of the party's card. */
  ExchangeRow.Key notice(Party party) {
    var intent =
        new Intent(
            Kind.HOLDER_NOTICE,
            Family.PAYER,
            party.payerId,
            party.payerId,
            party.cardId,
            party.bankId,
            content(
                "{\"enrolment\":\"%s\",\"enrolledAt\":\"2026-11-22T09:30:00Z\",\"alias\":\"s…r\"}"
                    .formatted(TypeId.of(IdKind.CARD, party.cardId))));
    QuarkusTransaction.requiringNew().run(() -> exchanges.intendNotice(intent));
    return new ExchangeRow.Key(party.payerId, Uuids.derived("holder-notice", party.cardId));
  }

  ExchangeRow.Key verification(Party party) {
    ObjectNode content =
        content(
            "{\"enrolment\":\"%s\",\"amount\":{\"value\":0,\"currency\":\"EUR\"}}"
                .formatted(TypeId.of(IdKind.CARD, party.cardId)));
    return intend(
        new Intent(
            Kind.VERIFICATION,
            Family.PAYER,
            party.payerId,
            party.payerId,
            party.cardId,
            party.bankId,
            content));
  }

  ExchangeRow.Key verificationCode(Party party, UUID verification, String reference) {
    ObjectNode content =
        content(
            "{\"enrolment\":\"%s\",\"original\":{\"messageId\":\"%s\",\"kind\":\"verification\"},\"reference\":\"%s\"}"
                .formatted(
                    TypeId.of(IdKind.CARD, party.cardId),
                    TypeId.of(IdKind.MESSAGE, verification),
                    reference));
    return intend(
        new Intent(
            Kind.VERIFICATION_CODE,
            Family.PAYER,
            party.payerId,
            party.payerId,
            party.cardId,
            party.bankId,
            content));
  }

  ExchangeRow.Key intend(Intent intent) {
    UUID message = QuarkusTransaction.requiringNew().call(() -> exchanges.intend(intent));
    return new ExchangeRow.Key(intent.familyId(), message);
  }

  /**
   * Lets the time pass after which a transmission counts as lost with the replica that began it.
   */
  void lost(ExchangeRow.Key key) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          ExchangeRow row = entities.find(ExchangeRow.class, key);
          row.lostAfter = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MICROS);
          row.due = row.lostAfter;
        });
  }

  ExchangeView view(ExchangeRow.Key key) {
    return exchanges.of(key.familyId()).stream()
        .filter(view -> view.messageId().equals(key.messageId()))
        .findFirst()
        .orElseThrow();
  }

  /** Writes past the vault, as one who has only the database. */
  int write(String sql, Map<String, ?> parameters) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          var query = entities.createNativeQuery(sql);
          parameters.forEach(query::setParameter);
          return query.executeUpdate();
        });
  }

  /** Reads past the vault. */
  long count(String sql, Map<String, ?> parameters) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          var query = entities.createNativeQuery(sql, Long.class);
          parameters.forEach(query::setParameter);
          return (Long) query.getSingleResult();
        });
  }

  List<ECKey> vaultKeys() {
    return link.signingKeys().stream()
        .map(members -> {
          try {
            return ECKey.parse(JSONObjectUtils.toJSONString(members));
          } catch (ParseException unreadable) {
            throw new IllegalStateException(unreadable);
          }
        })
        .toList();
  }

  static ObjectNode content(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
