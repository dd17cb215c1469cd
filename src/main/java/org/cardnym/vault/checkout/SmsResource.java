package org.cardnym.vault.checkout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.payment.SmsForPayments;
import org.cardnym.vault.proof.SmsAsks;
import org.cardnym.vault.session.KnownBrowsers;
import org.jspecify.annotations.Nullable;

/**
 * Has a code sent to a payer's phone. Same origin only; where the operator has not turned text
 * messages on, there is nothing here.
 */
@Path("/pay/{id}")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class SmsResource {
  private final SmsForPayments codes;
  private final KnownBrowsers known;
  private final ClientAddress clients;

  SmsResource(SmsForPayments codes, KnownBrowsers known, ClientAddress clients) {
    this.codes = codes;
    this.known = known;
    this.clients = clients;
  }

  /**
   * 200 for every name, whether a code is on its way or not; 429 {@code too_many_requests}; 403
   * {@code signed_proof_needed}, {@code begun_elsewhere}; 409 {@code payment_proven}, {@code
   * payment_ended}, {@code conflict}; 410 {@code payment_expired}.
   */
  @POST
  @Path("/sms")
  @Consumes(MediaType.WILDCARD)
  public SmsAsks.Sent send(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    String cookie = Presented.binding(paymentId, headers);
    return codes.send(paymentId, cookie, browser(headers), clients.client());
  }

  private @Nullable UUID browser(HttpHeaders headers) {
    return known.read(Presented.value(KnownBrowsers.COOKIE, headers)).orElse(null);
  }
}
