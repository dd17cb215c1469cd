package org.cardnym.vault.checkout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.payment.BoundPayments;
import org.cardnym.vault.payment.PageView;
import org.cardnym.vault.payment.Pipeline;
import org.cardnym.vault.payment.ProofsGiven;
import org.cardnym.vault.proof.GivenProofs;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.jspecify.annotations.Nullable;

/** The payment page's own API: proofs in, outcome out. Same origin only; never for merchants. */
@Path("/pay/{id}")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ProofsResource {
  private final BoundPayments payments;
  private final Pipeline pipeline;
  private final KnownBrowsers known;
  private final ClientAddress clients;
  private final Reader reader;

  ProofsResource(
      BoundPayments payments,
      Pipeline pipeline,
      KnownBrowsers known,
      ClientAddress clients,
      Reader reader) {
    this.payments = payments;
    this.pipeline = pipeline;
    this.known = known;
    this.clients = clients;
    this.reader = reader;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Seen(
      String state,
      String merchant,
      String amount,
      String orderReference,
      @Nullable String retry,
      @Nullable String why,
      Instant expiresAt,
      long secondsLeft,
      String returnUrl) {}

  /**
   * 200 with the state after the proofs held, and the cookie by which this browser is recognized;
   * 403 {@code proof_failed} for any proof that did not.
   */
  @POST
  @Path("/proofs")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response prove(
      @PathParam("id") String id, @Context HttpHeaders headers, @Nullable GivenProofs given) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    @Nullable String cookie = Presented.binding(paymentId, headers);
    if (given == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    UUID browser;
    try (given) {
      var proofs = new ProofsGiven(browser(headers), clients.client(), given);
      browser = pipeline.pay(paymentId, cookie, proofs);
    }
    return Response.ok(answer(paymentId, cookie))
        .header(HttpHeaders.SET_COOKIE, known.cookie(browser).header())
        .build();
  }

  /** 200 with the payment as it stands, for its own browser. */
  @GET
  @Path("/view")
  public Seen view(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    return answer(paymentId, Presented.binding(paymentId, headers));
  }

  private Seen answer(UUID paymentId, @Nullable String cookie) {
    return seen(payments.view(paymentId, cookie));
  }

  private @Nullable UUID browser(HttpHeaders headers) {
    return known.read(Presented.value(KnownBrowsers.COOKIE, headers)).orElse(null);
  }

  private Seen seen(PageView view) {
    return new Seen(
        view.state(),
        view.merchant(),
        view.amount().display(reader.language().formats()),
        view.orderReference(),
        view.retry(),
        view.why(),
        view.expiresAt(),
        view.secondsLeft(),
        view.returnUrl());
  }
}
