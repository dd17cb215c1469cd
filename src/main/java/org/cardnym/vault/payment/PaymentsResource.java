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
 * The merchant's door: create a payment, look at it, list, cancel. No card, in or out.
 * docs/openapi.yaml describes it.
 */
@Path("/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("merchant")
@RunOnVirtualThread
class PaymentsResource {
  private final Creation creation;
  private final Cancellation cancellation;
  private final Payments payments;
  private final PaymentLists lists;
  private final PageAddress pages;
  private final Limits limits;
  private final Subjects subjects;
  private final MerchantCaller caller;

  PaymentsResource(
      Creation creation,
      Cancellation cancellation,
      Payments payments,
      PaymentLists lists,
      PageAddress pages,
      Limits limits,
      Subjects subjects,
      MerchantCaller caller) {
    this.creation = creation;
    this.cancellation = cancellation;
    this.payments = payments;
    this.lists = lists;
    this.pages = pages;
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
  record ListBody(List<PaymentBody> items, @Nullable String next) {}

  /** 201 with the payment; 400 without key; 422 where key, alias, amount or address won't do. */
  @POST
  public Response create(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable PaymentAsked asked) {
    Merchant merchant = caller.requireActive();
    limits.requireOwn(Limit.PAYMENTS_PER_MERCHANT, subjects.merchant(merchant.id()));
    PaymentView made =
        creation.create(merchant, IdempotencyKey.parse(key), PaymentAsked.order(asked));
    PaymentBody body = PaymentBody.of(made, pages);
    return Response.created(URI.create("/v1/payments/" + body.id())).entity(body).build();
  }

  /** 200 with the payment as it stands; 404 if it is not this merchant's. */
  @GET
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public PaymentBody get(@PathParam("id") String id) {
    Merchant merchant = caller.get();
    return PaymentBody.of(
        payments.ofMerchant(merchant.id(), TypeId.parse(IdKind.PAYMENT, id)), pages);
  }

  /** 200 with a page of this merchant's payments, newest first; 400 for a query that can't be. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public ListBody list(@Context UriInfo asked) {
    Merchant merchant = caller.get();
    limits.requireOwn(Limit.LISTS_PER_MERCHANT, subjects.merchant(merchant.id()));
    Wanted wanted = Wanted.read(asked.getQueryParameters());
    List<PaymentView> found = lists.read(merchant.id(), wanted);
    boolean more = found.size() > wanted.limit();
    List<PaymentView> shown = more ? found.subList(0, wanted.limit()) : found;
    return new ListBody(
        shown.stream().map(view -> PaymentBody.of(view, pages)).toList(),
        more ? Cursor.after(shown.getLast().id()) : null);
  }

  /**
   * 200 with the payment, canceled now or before; 404 if it is not this merchant's, 409 once it was
   * proven, 410 after its time. Takes no body. A suspended shop may cancel: it sells nothing by it.
   */
  @POST
  @Path("/{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  public PaymentBody cancel(@PathParam("id") String id) {
    Merchant merchant = caller.get();
    limits.requireOwn(Limit.PAYMENTS_PER_MERCHANT, subjects.merchant(merchant.id()));
    return PaymentBody.of(cancellation.cancel(merchant, TypeId.parse(IdKind.PAYMENT, id)), pages);
  }
}
