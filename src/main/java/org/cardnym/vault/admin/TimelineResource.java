package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.ExchangeView;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.payment.PaymentView;
import org.cardnym.vault.payment.Payments;
import org.cardnym.vault.payment.RefundView;
import org.cardnym.vault.payment.Refunds;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Payments as operators see them: their states, the messages to the bank, what the trail says. No
 * payer's name, no card.
 */
@Path("/admin/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class TimelineResource {
  private final Payments payments;
  private final Refunds refunds;
  private final Exchanges exchanges;
  private final AuditTrail trail;
  private final Audit audit;
  private final Actor actor;

  TimelineResource(
      Payments payments,
      Refunds refunds,
      Exchanges exchanges,
      AuditTrail trail,
      Audit audit,
      Actor actor) {
    this.payments = payments;
    this.refunds = refunds;
    this.exchanges = exchanges;
    this.trail = trail;
    this.audit = audit;
    this.actor = actor;
  }

  record Amount(long value, String currency) {}

  /** One payment in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String id,
      String merchant,
      String state,
      Amount amount,
      String orderReference,
      @Nullable String retry,
      @Nullable String reversal,
      @Nullable Amount refunded,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant endedAt) {
    static Body of(PaymentView view) {
      return new Body(
          TypeId.of(IdKind.PAYMENT, view.id()),
          Merchants.wire(view.merchantId()),
          view.state().wire(),
          new Amount(view.amount().value(), view.amount().currency()),
          view.orderReference(),
          view.retry() == null ? null : view.retry().wire(),
          view.reversal() == null ? null : view.reversal().wire(),
          view.refunded() == 0 ? null : new Amount(view.refunded(), view.amount().currency()),
          view.createdAt(),
          view.expiresAt(),
          view.endedAt());
    }
  }

  /**
   * One message to a bank; {@code uncertain} if it may have arrived without an answer that counts.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Exchange(
      String message,
      String kind,
      String bank,
      String state,
      @Nullable String outcome,
      @Nullable String responseCode,
      int transmissions,
      boolean uncertain,
      Instant intendedAt,
      @Nullable Instant closedAt) {
    static Exchange of(ExchangeView view) {
      return new Exchange(
          TypeId.of(IdKind.MESSAGE, view.messageId()),
          view.kind().wire(),
          TypeId.of(IdKind.BANK, view.bankId()),
          view.state().toLowerCase(Locale.ROOT),
          view.outcome() == null ? null : view.outcome().name().toLowerCase(Locale.ROOT),
          view.responseCode(),
          view.transmissions(),
          view.uncertain(),
          view.intendedAt(),
          view.closedAt());
    }
  }

  /** One refund; its message to the bank has the same identifier under another prefix. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refund(
      String id,
      String state,
      Amount amount,
      @Nullable String reason,
      @Nullable String retry,
      Instant createdAt,
      @Nullable Instant endedAt) {
    static Refund of(RefundView view) {
      return new Refund(
          TypeId.of(IdKind.REFUND, view.id()),
          view.state().wire(),
          new Amount(view.amount(), view.currency()),
          view.reason(),
          view.retry() == null ? null : view.retry().wire(),
          view.createdAt(),
          view.endedAt());
    }
  }

  record Timeline(
      Body payment,
      List<Refund> refunds,
      List<Exchange> exchanges,
      List<AuditResource.Body> audit) {}

  /** 200, newest first. */
  @GET
  public ListPage<Body> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return ListPage.read(cursor, Cursor.limit(limit), payments::page, PaymentView::id, Body::of);
  }

  /**
   * 200 with all that is known of it, or 404; the newest {@value Cursor#MAX_LIMIT} refunds and
   * audit entries.
   */
  @GET
  @Path("/{id}")
  public Timeline get(@PathParam("id") String id) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    PaymentView payment =
        payments.find(paymentId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    // PCI DSS 10.2.1.3. Not by its subject, or each look would be part of what the next one sees.
    audit.recordApart(
        AuditEvent.done(actor.name(), AuditAction.AUDIT_READ, null).with(Map.of("payment", id)));
    return new Timeline(
        Body.of(payment),
        refunds.page(paymentId, null, Cursor.MAX_LIMIT).stream().map(Refund::of).toList(),
        exchanges.of(paymentId).stream().map(Exchange::of).toList(),
        trail.page(null, id, Cursor.MAX_LIMIT).stream().map(AuditResource.Body::of).toList());
  }
}
