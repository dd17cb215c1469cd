package org.cardnym.vault.enrolment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.ExchangeSettled;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.issuer.Intent;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.SentNames;
import org.cardnym.vault.issuer.Settled;
import org.cardnym.vault.payer.Payers;

/**
 * Has a bank that only compared a card's data tell the card's holder (docs/issuer-protocol.md §4):
 * whoever has stolen the data alone can't enrol the card unnoticed. Enrolment does not wait for it.
 */
@ApplicationScoped
class HolderNotices implements ExchangeSettled {
  private final Exchanges exchanges;
  private final SentNames names;
  private final Payers payers;
  private final Audit audit;
  private final ObjectMapper json;
  private final Clock clock;

  HolderNotices(
      Exchanges exchanges,
      SentNames names,
      Payers payers,
      Audit audit,
      ObjectMapper json,
      Clock clock) {
    this.exchanges = exchanges;
    this.names = names;
    this.payers = payers;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /** Commits to the notice of a card, in the transaction that adds it. */
  void owe(Settled verified) {
    ObjectNode content =
        json.createObjectNode().put("enrolment", TypeId.of(IdKind.CARD, verified.cardId()));
    content.put("enrolledAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    payers
        .aliasTyped(verified.payerId())
        .map(MaskedName::of)
        .ifPresent(masked -> content.put("alias", masked));
    exchanges.intendNotice(
        new Intent(
            Kind.HOLDER_NOTICE,
            verified.family(),
            verified.familyId(),
            verified.payerId(),
            verified.cardId(),
            verified.bankId(),
            content));
    record(AuditAction.HOLDER_NOTICE_OWED, verified);
  }

  @Override
  public boolean handles(Kind kind) {
    return kind == Kind.HOLDER_NOTICE;
  }

  /** The bank has taken it: it ends in no other way. The letters of the name were for it. */
  @Override
  public void settled(Settled taken) {
    names.forget(taken.familyId(), taken.messageId());
    record(AuditAction.HOLDER_NOTICE_TAKEN, taken);
  }

  private void record(AuditAction action, Settled about) {
    audit.record(
        AuditEvent.done("vault", action, TypeId.of(IdKind.CARD, about.cardId()))
            .with(Map.of("bank", TypeId.of(IdKind.BANK, about.bankId()))));
  }
}
