package org.cardnym.vault.payment;

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

  record Asked(
      @Nullable String alias,
      PaymentBody.@Nullable Amount amount,
      PaymentBody.@Nullable Order order,
      @Nullable String returnUrl) {
    @Override
    public String toString() {
      return "Asked";
    }
  }

  /** 201 with the payment; 400 without key; 422 where key, alias, amount or address won't do. */
  @POST
  public Response create(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable Asked asked) {
    Merchant merchant = caller.requireActive();
    limits.require(Limit.PAYMENTS_PER_MERCHANT, subjects.merchant(merchant.id()));
    PaymentView made = creation.create(merchant, IdempotencyKey.parse(key), order(asked));
    PaymentBody body = body(made);
    return Response.created(URI.create("/v1/payments/" + body.id())).entity(body).build();
  }

  /** 200 with the payment as it stands; 404 if it is not this merchant's. */
  @GET
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public PaymentBody get(@PathParam("id") String id) {
    Merchant merchant = caller.get();
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    return body(payments.ofMerchant(merchant.id(), paymentId));
  }

  private PaymentOrder order(@Nullable Asked asked) {
    if (asked == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    PaymentBody.Amount amount = present(asked.amount(), "amount");
    PaymentBody.Order order = present(asked.order(), "order");
    return new PaymentOrder(
        AliasText.prepare(present(asked.alias(), "alias")),
        Money.payable(amount.value(), present(amount.currency(), "amount.currency")),
        present(order.reference(), "order.reference"),
        order.description(),
        asked.returnUrl());
  }

  private PaymentBody body(PaymentView view) {
    boolean open = view.state() == PaymentState.REQUIRES_AUTHENTICATION;
    return PaymentBody.of(view, open ? pages.of(view.id()) : null);
  }

  private static <T> T present(@Nullable T member, String name) {
    if (member == null) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("member", name));
    }
    return member;
  }
}
