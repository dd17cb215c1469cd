package org.cardnym.vault.checkout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.payment.ElsewherePayments;
import org.cardnym.vault.payment.ElsewherePipeline;
import org.cardnym.vault.payment.ElsewhereView;
import org.cardnym.vault.payment.PageAddress;
import org.cardnym.vault.proof.GivenPasskey;
import org.cardnym.vault.proof.PasskeyAsks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PaymentBrowsers;
import org.jspecify.annotations.Nullable;

/**
 * A payment in a browser that did not begin it, where its shop lets it be paid there. Whoever
 * follows a link is told first ({@link CheckoutResource#followed}); from that page's own button the
 * browser comes here, gets a cookie of its own, and may give username and passkey, nothing else.
 * Same origin only; never for merchants.
 */
@Path("/pay/{id}/elsewhere")
@PermitAll
@RunOnVirtualThread
class ElsewhereResource {
  private final ElsewherePayments payments;
  private final ElsewherePipeline pipeline;
  private final ElsewherePages pages;
  private final PageAddress addresses;
  private final PasskeyAsks asks;
  private final Limits limits;
  private final Subjects subjects;
  private final ClientAddress clients;

  ElsewhereResource(
      ElsewherePayments payments,
      ElsewherePipeline pipeline,
      ElsewherePages pages,
      PageAddress addresses,
      PasskeyAsks asks,
      Limits limits,
      Subjects subjects,
      ClientAddress clients) {
    this.payments = payments;
    this.pipeline = pipeline;
    this.pages = pages;
    this.addresses = addresses;
    this.asks = asks;
    this.limits = limits;
    this.subjects = subjects;
    this.clients = clients;
  }

  /** What is posted to prove it: these two and no other. Does not print. */
  record Proofs(@Nullable String alias, @Nullable GivenPasskey passkey) {
    @Override
    public String toString() {
      return "Proofs";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Seen(
      String state,
      String merchant,
      String amount,
      @Nullable String retry,
      @Nullable String why,
      long secondsLeft) {}

  static URI address(UUID paymentId) {
    return URI.create("/pay/" + TypeId.of(IdKind.PAYMENT, paymentId) + "/elsewhere");
  }

  /**
   * The button of the page that told what this is: a cookie for this browser, and 303 to where it
   * may be paid. 403 where it can't be, 404 without the secret of the page's address.
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  public Response goOn(@PathParam("id") String id, @FormParam("secret") @Nullable String secret) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    if (secret == null || !addresses.opens(paymentId, secret)) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    limits.requireOwn(Limit.PAGE_OPENINGS_PER_ADDRESS, subjects.address(clients.client()));
    PaymentBrowsers.Binding binding = PaymentBrowsers.newBinding();
    try {
      payments.goOn(paymentId, binding.hash());
    } catch (Refusal refused) {
      return switch (refused.code()) {
        case BEGUN_ELSEWHERE, PAYMENT_ENDED, PAYMENT_EXPIRED, PAYMENT_PROVEN ->
            pages.refused(payments.offer(paymentId).merchant());
        default -> throw refused;
      };
    }
    String cookie = binding.elsewhere(paymentId, CheckoutResource.COOKIE_LIFE).header();
    return Response.seeOther(address(paymentId)).header(HttpHeaders.SET_COOKIE, cookie).build();
  }

  /** The page, for the browser that went on; for any other the one that says no. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response page(@PathParam("id") String id, @Context HttpHeaders headers) {
    try {
      UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
      return pages.pay(payments.view(paymentId, Presented.elsewhere(paymentId, headers)));
    } catch (Refusal refused) {
      if (refused.code() != ErrorCode.BEGUN_ELSEWHERE && refused.code() != ErrorCode.NOT_FOUND) {
        throw refused;
      }
      return pages.refused(null);
    }
  }

  /** 200 with the payment as it stands for this browser; 403 {@code begun_elsewhere}. */
  @GET
  @Path("/view")
  @Produces(MediaType.APPLICATION_JSON)
  public Seen view(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    return seen(payments.view(paymentId, Presented.elsewhere(paymentId, headers)));
  }

  /**
   * 200 with what {@code navigator.credentials.get} takes, the same for every name; 409 {@code
   * payment_proven}, {@code payment_ended}, 410 {@code payment_expired}, 403 {@code
   * begun_elsewhere}.
   */
  @POST
  @Path("/passkey")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public PasskeyAsks.Asked ask(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    return asks.ask(
        clients.client(), payments.consent(paymentId, Presented.elsewhere(paymentId, headers)));
  }

  /**
   * 200 with the state after the passkey held, and no cookie: this browser is not remembered; 400
   * for any other proof; 403 {@code proof_failed} for whatever is wrong, the username too.
   */
  @POST
  @Path("/proofs")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Seen prove(
      @PathParam("id") String id, @Context HttpHeaders headers, @Nullable Proofs given) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    String cookie = Presented.elsewhere(paymentId, headers);
    if (given == null || given.alias() == null || given.passkey() == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    pipeline.pay(
        paymentId,
        cookie,
        new ElsewherePipeline.Given(given.alias(), given.passkey(), clients.client()));
    return seen(payments.view(paymentId, cookie));
  }

  private Seen seen(ElsewhereView view) {
    return new Seen(
        view.state(),
        view.merchant(),
        pages.shown(view.amount()),
        view.retry(),
        view.why(),
        view.secondsLeft());
  }
}
