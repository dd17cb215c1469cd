package org.cardnym.vault.checkout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.payment.Pipeline;
import org.cardnym.vault.payment.ProofsGiven;
import org.cardnym.vault.proof.GivenToken;
import org.cardnym.vault.proof.ProviderTrips;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.jspecify.annotations.Nullable;

/**
 * Where identity services send a payment's browser back to. It pays, though it is a GET: it does so
 * only for a state of this payment's that only this browser has, and only once.
 */
@Path("/pay/callback")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class CallbackResource {
  private final ProviderTrips trips;
  private final Pipeline pipeline;
  private final KnownBrowsers known;
  private final ClientAddress clients;

  CallbackResource(
      ProviderTrips trips, Pipeline pipeline, KnownBrowsers known, ClientAddress clients) {
    this.trips = trips;
    this.pipeline = pipeline;
    this.known = known;
    this.clients = clients;
  }

  /**
   * 303 to the payment's page, which shows the outcome; what was refused stands in the fragment,
   * one word for whatever the proof lacked. 404 without the state of a payment.
   */
  @GET
  public Response back(
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("iss") @Nullable String issuer,
      @Context HttpHeaders headers) {
    UUID paymentId = trips.payment(state).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    String cookie = Presented.binding(paymentId, headers);
    Optional<GivenToken> given = trips.arrive(cookie, state, code, issuer);
    if (given.isEmpty() || given.get().declined()) {
      return refused(paymentId, ErrorCode.PROOF_FAILED);
    }
    try (GivenToken token = given.get()) {
      var proofs = new ProofsGiven(browser(headers), clients.client(), token, token.chooses());
      UUID browser = pipeline.pay(paymentId, cookie, proofs);
      return toPage(paymentId, "")
          .header(HttpHeaders.SET_COOKIE, known.cookie(browser).header())
          .build();
    } catch (Refusal refusal) {
      return refused(paymentId, refusal.code());
    }
  }

  private @Nullable UUID browser(HttpHeaders headers) {
    return known.read(Presented.value(KnownBrowsers.COOKIE, headers)).orElse(null);
  }

  private static Response refused(UUID paymentId, ErrorCode code) {
    String told =
        switch (code) {
          // The page itself finds out and says so.
          case PAYMENT_PROVEN, PAYMENT_ENDED, PAYMENT_EXPIRED, BEGUN_ELSEWHERE -> "";
          case PROOF_FAILED -> "#provider_failed";
          case TOO_MANY_REQUESTS -> "#too_many_requests";
          default -> "#otherwise";
        };
    return toPage(paymentId, told).build();
  }

  private static Response.ResponseBuilder toPage(UUID paymentId, String fragment) {
    return Response.seeOther(URI.create("/pay/" + TypeId.of(IdKind.PAYMENT, paymentId) + fragment));
  }
}
