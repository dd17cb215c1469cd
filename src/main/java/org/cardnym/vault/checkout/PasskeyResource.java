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
import org.cardnym.vault.payment.BoundPayments;
import org.cardnym.vault.proof.PasskeyAsks;

/** What a passkey signs to prove a payment. Same origin only; never for merchants. */
@Path("/pay/{id}")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class PasskeyResource {
  private final BoundPayments payments;
  private final PasskeyAsks asks;
  private final ClientAddress clients;

  PasskeyResource(BoundPayments payments, PasskeyAsks asks, ClientAddress clients) {
    this.payments = payments;
    this.asks = asks;
    this.clients = clients;
  }

  /**
   * 200 with what {@code navigator.credentials.get} takes, the same for every name; 409 {@code
   * payment_proven}, {@code payment_ended}, 410 {@code payment_expired}, 403 {@code
   * begun_elsewhere}.
   */
  @POST
  @Path("/passkey")
  @Consumes(MediaType.WILDCARD)
  public PasskeyAsks.Asked ask(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    return asks.ask(
        clients.client(), payments.consent(paymentId, Presented.binding(paymentId, headers)));
  }
}
