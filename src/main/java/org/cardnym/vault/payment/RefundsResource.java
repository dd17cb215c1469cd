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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.MerchantCaller;
import org.jspecify.annotations.Nullable;

/**
 * After the sale: a merchant gives back all or part of a payment, and sees what became of it. A
 * suspended shop may, too: it sells nothing by it, and payers get their money. docs/openapi.yaml
 * describes it.
 */
@Path("/v1/payments/{id}/refunds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("merchant")
@RunOnVirtualThread
class RefundsResource {
  private final Refunding refunding;
  private final Refunds refunds;
  private final Payments payments;
  private final Limits limits;
  private final Subjects subjects;
  private final MerchantCaller caller;

  RefundsResource(
      Refunding refunding,
      Refunds refunds,
      Payments payments,
      Limits limits,
      Subjects subjects,
      MerchantCaller caller) {
    this.refunding = refunding;
    this.refunds = refunds;
    this.payments = payments;
    this.limits = limits;
    this.subjects = subjects;
    this.caller = caller;
  }

  /**
   * A page of a list.
   *
   * @param next the cursor of the page after it; left out at the end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ListBody(List<RefundBody> items, @Nullable String next) {}

  /**
   * 201 with the refund; 400 without key or body; 404 if the payment is not this merchant's, 409 if
   * it is not approved, 422 where key or amount won't do.
   */
  @POST
  public Response create(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable RefundAsked asked) {
    Merchant merchant = caller.get();
    limits.requireOwn(Limit.REFUNDS_PER_MERCHANT, subjects.merchant(merchant.id()));
    RefundView made =
        refunding.refund(
            merchant,
            TypeId.parse(IdKind.PAYMENT, id),
            IdempotencyKey.parse(key),
            RefundAsked.order(asked));
    RefundBody body = RefundBody.of(made);
    return Response.created(URI.create("/v1/payments/" + body.payment() + "/refunds/" + body.id()))
        .entity(body)
        .build();
  }

  /** 200 with the refund as it stands; 404 if it is not of this payment, or not this merchant's. */
  @GET
  @Path("/{refund}")
  @Consumes(MediaType.WILDCARD)
  public RefundBody get(@PathParam("id") String id, @PathParam("refund") String refund) {
    UUID paymentId = own(caller.get(), id);
    return RefundBody.of(refunds.get(paymentId, TypeId.parse(IdKind.REFUND, refund)));
  }

  /** 200 with a page of the payment's refunds, newest first; 400 for a query that can't be. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public ListBody list(@PathParam("id") String id, @Context UriInfo asked) {
    Merchant merchant = caller.get();
    limits.requireOwn(Limit.LISTS_PER_MERCHANT, subjects.merchant(merchant.id()));
    Map<String, List<String>> query = asked.getQueryParameters();
    Wanted.requireKnown(query, Set.of("limit", "cursor"));
    int size = Cursor.limit(Wanted.one(query, "limit"));
    UUID before = Cursor.read(Wanted.one(query, "cursor"));
    // One more tells whether another page follows.
    List<RefundView> found = refunds.page(own(merchant, id), before, size + 1);
    boolean more = found.size() > size;
    List<RefundView> shown = more ? found.subList(0, size) : found;
    return new ListBody(
        shown.stream().map(RefundBody::of).toList(),
        more ? Cursor.after(shown.getLast().id()) : null);
  }

  private UUID own(Merchant merchant, String payment) {
    return payments.ofMerchant(merchant.id(), TypeId.parse(IdKind.PAYMENT, payment)).id();
  }
}
