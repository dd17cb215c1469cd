package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Outcome;
import org.cardnym.vault.issuer.Resolutions;
import org.cardnym.vault.issuer.Resolutions.Owed;
import org.cardnym.vault.payment.PaymentView;
import org.cardnym.vault.payment.Payments;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Ends a reversal or refund that no bank answers, on evidence from elsewhere. Until then it is
 * repeated for ever, the payer's limit held or the refund open.
 */
@ApplicationScoped
public class PaymentResolution implements Act {
  private final Payments payments;
  private final Resolutions resolutions;
  private final Audit audit;

  PaymentResolution(Payments payments, Resolutions resolutions, Audit audit) {
    this.payments = payments;
    this.resolutions = resolutions;
    this.audit = audit;
  }

  /** What the bank has done, as the evidence says. */
  public enum As {
    /** The authorization does not stand. */
    REVERSED("reversed", Kind.REVERSAL, Outcome.REVERSED),
    /** The money was given back. */
    REFUNDED("refunded", Kind.REFUND, Outcome.APPROVED),
    /** It was not, and will not be. */
    NOT_REFUNDED("not_refunded", Kind.REFUND, Outcome.DECLINED);

    private final String wire;
    private final Kind kind;
    private final Outcome outcome;

    As(String wire, Kind kind, Outcome outcome) {
      this.wire = wire;
      this.kind = kind;
      this.outcome = outcome;
    }

    public static As named(@Nullable String name) {
      return Stream.of(values())
          .filter(as -> as.wire.equals(name))
          .findFirst()
          .orElseThrow(() -> new Refusal(ErrorCode.MALFORMED, Map.of("field", "as")));
    }
  }

  /**
   * The change.
   *
   * @param refund which one, where several are open; else null
   */
  public static ObjectNode of(UUID paymentId, As as, @Nullable UUID refund) {
    ObjectNode asked =
        Asked.of().put("payment", TypeId.of(IdKind.PAYMENT, paymentId)).put("as", as.wire);
    if (refund != null) {
      asked.put("refund", TypeId.of(IdKind.REFUND, refund));
    }
    return asked;
  }

  @Override
  public String kind() {
    return "payment.resolve";
  }

  /** 404 for no payment; 409 {@code conflict} where no bank owes this, or more than one refund. */
  @Override
  public Plan plan(ObjectNode asked) {
    UUID paymentId = payment(asked);
    PaymentView payment =
        payments.find(paymentId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    Owed owed = owed(asked);
    var lines = new ArrayList<Plan.Line>();
    lines.add(new Plan.Line("as", As.named(asked.path("as").asText()).wire));
    lines.add(new Plan.Line("message", TypeId.of(IdKind.MESSAGE, owed.messageId())));
    lines.add(new Plan.Line("amount", payment.amount().display(Locale.ENGLISH)));
    lines.add(new Plan.Line("state", payment.state().wire()));
    return new Plan(
        TypeId.of(IdKind.PAYMENT, paymentId),
        lines,
        owed.kind() + " " + owed.messageId() + " " + payment.state().wire());
  }

  @Override
  public void run(ObjectNode asked, String by) {
    As as = As.named(asked.path("as").asText());
    UUID paymentId = payment(asked);
    Owed owed = owed(asked);
    resolutions.end(paymentId, owed.messageId(), as.outcome);
    audit.record(
        AuditEvent.done(by, AuditAction.PAYMENT_RESOLVED, TypeId.of(IdKind.PAYMENT, paymentId))
            .with(Map.of("as", as.wire, "message", TypeId.of(IdKind.MESSAGE, owed.messageId()))));
  }

  private Owed owed(ObjectNode asked) {
    As as = As.named(asked.path("as").asText());
    List<Owed> fitting =
        resolutions.owed(payment(asked)).stream()
            .filter(owed -> owed.kind() == as.kind)
            .filter(owed ->
                !asked.has("refund")
                    || owed.messageId()
                        .equals(TypeId.parse(IdKind.REFUND, asked.path("refund").asText())))
            .toList();
    if (fitting.size() != 1) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    return fitting.getFirst();
  }

  private static UUID payment(ObjectNode asked) {
    return TypeId.parse(IdKind.PAYMENT, asked.path("payment").asText());
  }
}
