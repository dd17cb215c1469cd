package org.cardnym.vault.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.MerchantCaller;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The merchant's door: create a payment, look at it. No card, in or out. */
@Path("/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("merchant")
@RunOnVirtualThread
class PaymentsResource {
  private final Creation creation;
  private final Payments payments;
  private final PageAddress pages;
  private final Limits limits;
  private final Subjects subjects;
  private final MerchantCaller caller;

  PaymentsResource(
      Creation creation,
      Payments payments,
      PageAddress pages,
      Limits limits,
      Subjects subjects,
      MerchantCaller caller) {
    this.creation = creation;
    this.payments = payments;
    this.pages = pages;
    this.limits = limits;
    this.subjects = subjects;
    this.caller = caller;
  }

  record Amount(long value, String currency) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Order(@Nullable String reference, @Nullable String description) {}

  record Asked(
      @Nullable String alias,
      @Nullable Amount amount,
      @Nullable Order order,
      @Nullable String returnUrl) {
    @Override
    public String toString() {
      return "Asked";
    }
  }

  record Amounts(long authorized, long captured, long refunded) {}

  /** A payment on the wire; members that say nothing yet are left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String id,
      String state,
      Amount amount,
      Order order,
      @Nullable String paymentPage,
      @Nullable String retry,
      @Nullable String reversal,
      @Nullable Amounts amounts,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant endedAt) {}

  /** 201 with the payment; 400 without key; 422 where key, alias, amount or address won't do. */
  @POST
  public Response create(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable Asked asked) {
    Merchant merchant = caller.requireActive();
    limits.require(Limit.PAYMENTS_PER_MERCHANT, subjects.merchant(merchant.id()));
    PaymentView made = creation.create(merchant, IdempotencyKey.parse(key), order(asked));
    Body body = body(made);
    return Response.created(URI.create("/v1/payments/" + body.id())).entity(body).build();
  }

  /** 200 with the payment as it stands; 404 if it is not this merchant's. */
  @GET
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public Body get(@PathParam("id") String id) {
    Merchant merchant = caller.get();
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    return body(payments.ofMerchant(merchant.id(), paymentId));
  }

  private PaymentOrder order(@Nullable Asked asked) {
    if (asked == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    Amount amount = present(asked.amount(), "amount");
    Order order = present(asked.order(), "order");
    return new PaymentOrder(
        AliasText.prepare(present(asked.alias(), "alias")),
        Money.payable(amount.value(), present(amount.currency(), "amount.currency")),
        present(order.reference(), "order.reference"),
        order.description(),
        asked.returnUrl());
  }

  private Body body(PaymentView view) {
    boolean open = view.state() == PaymentState.REQUIRES_AUTHENTICATION;
    boolean approved = view.state() == PaymentState.APPROVED;
    return new Body(
        TypeId.of(IdKind.PAYMENT, view.id()),
        view.state().wire(),
        new Amount(view.amount().value(), view.amount().currency()),
        new Order(view.orderReference(), view.orderDescription()),
        open ? pages.of(view.id()) : null,
        view.retry() == null ? null : view.retry().wire(),
        view.reversal() == null ? null : view.reversal().wire(),
        approved ? new Amounts(view.authorized(), view.captured(), view.refunded()) : null,
        view.createdAt(),
        view.expiresAt(),
        view.endedAt());
  }

  private static <T> T present(@Nullable T member, String name) {
    if (member == null) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("member", name));
    }
    return member;
  }
}
