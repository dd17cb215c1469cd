package org.cardnym.vault.account;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.enrolment.ProviderLinking;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.passkey.Passkeys;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.sms.MobileNumbers;
import org.jspecify.annotations.Nullable;

/**
 * All that the vault holds on a payer and may show them (GDPR art. 15 and 20), in one document. No
 * secret, no full number; what is sealed for the bank alone is named and not opened.
 */
@ApplicationScoped
class Export {
  /** Pages of payments; who has more is told so. */
  private static final int MOST_PAGES = 100;

  private static final List<String> NOT_SHOWN =
      List.of(
          "card number, name on the card and gender: sealed for your bank, and opened for nobody"
              + " else",
          "password, authenticator secret, recovery codes, who you are at identity services: kept so"
              + " that only a try can be compared");

  private final Visits visits;
  private final Payers payers;
  private final Wallet wallet;
  private final History history;
  private final KnownBrowsers browsers;
  private final ProviderLinking linking;
  private final Passkeys passkeys;
  private final MobileNumbers mobiles;
  private final AuditTrail trail;
  private final Audit audit;
  private final Tidings tidings;
  private final Limits limits;
  private final Subjects subjects;
  private final Clock clock;

  Export(
      Visits visits,
      Payers payers,
      Wallet wallet,
      History history,
      KnownBrowsers browsers,
      ProviderLinking linking,
      Passkeys passkeys,
      MobileNumbers mobiles,
      AuditTrail trail,
      Audit audit,
      Tidings tidings,
      Limits limits,
      Subjects subjects,
      Clock clock) {
    this.visits = visits;
    this.payers = payers;
    this.wallet = wallet;
    this.history = history;
    this.browsers = browsers;
    this.linking = linking;
    this.passkeys = passkeys;
    this.mobiles = mobiles;
    this.trail = trail;
    this.audit = audit;
    this.tidings = tidings;
    this.limits = limits;
    this.subjects = subjects;
    this.clock = clock;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Person(
      String id,
      String username,
      String email,
      @Nullable String mobile,
      String zone,
      String state,
      boolean frozen,
      Instant registeredAt) {
    @Override
    public String toString() {
      return "Person";
    }
  }

  record Browser(Instant firstPaidAt, Instant lastPaidAt) {}

  /** A passkey; without a name it has none. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Key(@Nullable String name, Instant addedAt, @Nullable Instant usedAt, boolean synced) {
    @Override
    public String toString() {
      return "Key";
    }
  }

  record Act(Instant at, String action, String outcome) {}

  /**
   * The document.
   *
   * @param paymentsAfter where the payments go on that found no room here, or null
   * @param activity what the trail says of the account itself, newest first, at most {@value
   *     Cursor#MAX_LIMIT}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Document(
      String format,
      Instant madeAt,
      Person person,
      List<CardBody> cards,
      List<PaymentBody> payments,
      @Nullable String paymentsAfter,
      List<Browser> browsers,
      List<ProviderLinking.Linked> identityServices,
      List<Key> passkeys,
      List<Act> activity,
      List<String> notShown) {
    @Override
    public String toString() {
      return "Document";
    }
  }

  /** Makes the document; wants a fresh proof, and is told by mail. */
  Document make(@Nullable String cookie) {
    UUID payerId = visits.loosening(cookie).payerId();
    limits.require(Limit.EXPORTS_PER_PAYER, subjects.payer(payerId));
    QuarkusTransaction.requiringNew().run(() -> announce(payerId));
    return QuarkusTransaction.requiringNew().call(() -> document(payerId));
  }

  private void announce(UUID payerId) {
    audit.record(
        AuditEvent.done(
            Payers.actor(payerId), AuditAction.ACCOUNT_EXPORTED, TypeId.of(IdKind.PAYER, payerId)));
    tidings.tell(payerId, NoticeKind.ACCOUNT_EXPORTED);
  }

  private Document document(UUID payerId) {
    var payments = new ArrayList<PaymentBody>();
    String next = null;
    int pages = 0;
    do {
      History.Page page = history.page(payerId, next, Cursor.MAX_LIMIT);
      payments.addAll(page.items());
      next = page.next();
      pages++;
    } while (next != null && pages < MOST_PAGES);
    return new Document(
        "cardnym-export/1",
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        person(payers.get(payerId)),
        wallet.of(payerId).stream().map(CardBody::of).toList(),
        payments,
        next,
        browsers.of(payerId).stream()
            .map(known -> new Browser(known.firstPaidAt(), known.lastPaidAt()))
            .toList(),
        linking.of(payerId),
        passkeys.of(payerId).stream()
            .map(each -> new Key(each.name(), each.addedAt(), each.usedAt(), each.synced()))
            .toList(),
        activity(payerId),
        NOT_SHOWN);
  }

  private Person person(Payer payer) {
    return new Person(
        TypeId.of(IdKind.PAYER, payer.id()),
        payers.aliasTyped(payer.id()).orElse(""),
        payers.email(payer.id()),
        mobiles.whole(payer.id()).orElse(null),
        payer.zone().getId(),
        payer.state().wire(),
        payer.frozen(),
        payer.createdAt());
  }

  /** What the vault did not write so tells a payer nothing. */
  private List<Act> activity(UUID payerId) {
    return trail.page(null, TypeId.of(IdKind.PAYER, payerId), Cursor.MAX_LIMIT).stream()
        .filter(AuditTrail.Entry::genuine)
        .map(entry ->
            new Act(
                requireNonNull(entry.at()),
                requireNonNull(entry.action()),
                requireNonNull(entry.outcome())))
        .toList();
  }
}
