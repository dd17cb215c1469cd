package org.cardnym.vault.proof;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.notice.TextMessages;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.sms.CodeSent;
import org.cardnym.vault.sms.MobileNumbers;
import org.cardnym.vault.sms.SmsCodes;

/**
 * Sends a code for one payment to the phone of whom its name stands for. Names that nobody holds,
 * payers without a number, locked doors and names that have had their messages run on the decoy,
 * whose messages are dropped: the same answer, by the same statements.
 */
@ApplicationScoped
public class SmsAsks {
  private final TextMessages messages;
  private final SmsCodes codes;
  private final MobileNumbers mobiles;
  private final Payers payers;
  private final KnownBrowsers browsers;
  private final Limits limits;
  private final Subjects subjects;
  private final Audit audit;

  SmsAsks(
      TextMessages messages,
      SmsCodes codes,
      MobileNumbers mobiles,
      Payers payers,
      KnownBrowsers browsers,
      Limits limits,
      Subjects subjects,
      Audit audit) {
    this.messages = messages;
    this.codes = codes;
    this.mobiles = mobiles;
    this.payers = payers;
    this.browsers = browsers;
    this.limits = limits;
    this.subjects = subjects;
    this.audit = audit;
  }

  /**
   * A code that is on its way, if there is anybody to send it to.
   *
   * @param number the two digits that the message shows as well
   * @param minutes how long the code is good
   */
  public record Sent(String number, long minutes) {}

  /** False where no page may mention it. */
  public boolean offered() {
    return messages.on();
  }

  /**
   * Counts the address, before anything is looked up.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} where text messages are not turned on; {@link
   *     ErrorCode#TOO_MANY_REQUESTS}
   */
  public void admit(String address) {
    if (!offered()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    limits.requireOwn(Limit.TEXTS_PER_ADDRESS, subjects.address(address));
  }

  /**
   * Sends a code for a payment; call it without a transaction.
   *
   * @param proofs whose name, from which browser, for which payment
   * @param merchant its name, for the message
   * @throws Refusal {@link ErrorCode#TOO_MANY_REQUESTS} for the payment; {@link ErrorCode#CONFLICT}
   *     for a twin at the same moment
   */
  public Sent send(ProofTry proofs, String merchant, Money amount) {
    limits.requireOwn(Limit.TEXTS_PER_PAYMENT, subjects.challenge(proofs.consent().subject()));
    Asker asker = QuarkusTransaction.requiringNew().call(() -> asker(proofs));
    Subject subject = asker.doors().subject(subjects, proofs);
    boolean fewEnough = limits.tryNow(Limit.TEXTS_PER_NAME, subject);
    boolean locked =
        limits
            .refusedUntil(asker.doors().limit(PasswordAndSmsWay.DOOR), List.of(subject))
            .isPresent();
    UUID to = fewEnough && !locked ? asker.candidate() : payers.decoy();
    String sum = amount.display(Locale.ENGLISH);
    try {
      return QuarkusTransaction.requiringNew().call(() -> sent(proofs, to, merchant, sum));
    } catch (PersistenceException twin) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  /**
   * Who asks.
   *
   * @param candidate the payer to send to, the decoy where that is nobody
   */
  private record Asker(UUID candidate, Doors doors) {}

  /** The same statements for every name. */
  private Asker asker(ProofTry proofs) {
    UUID decoy = payers.decoy();
    UUID named = proofs.named();
    UUID asked = named == null ? decoy : named;
    boolean active = payers.find(asked).filter(p -> p.state() == PayerState.ACTIVE).isPresent();
    boolean reachable = mobiles.has(asked);
    boolean known = browsers.knownFor(proofs.names(), proofs.browser());
    return new Asker(active && reachable ? asked : decoy, known ? Doors.KNOWN : Doors.STRANGERS);
  }

  private Sent sent(ProofTry proofs, UUID to, String merchant, String amount) {
    CodeSent sent = codes.send(PasswordAndSmsWay.act(proofs.consent()), to, merchant, amount);
    UUID named = proofs.named();
    String actor = named == null ? proofs.actor() : Payers.actor(named);
    String payment = TypeId.of(IdKind.PAYMENT, proofs.consent().subject());
    audit.record(AuditEvent.done(actor, AuditAction.SMS_CODE_ASKED, payment));
    return new Sent(sent.number(), sent.minutes());
  }
}
