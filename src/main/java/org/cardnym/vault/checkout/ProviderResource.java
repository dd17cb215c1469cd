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
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.payment.BoundPayments;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.ProviderTrips;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Where the payment page sends its browser to have somebody else confirm who it is. Same origin
 * only.
 */
@Path("/pay/{id}/provider/{name}")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ProviderResource {
  private final BoundPayments payments;
  private final ProviderTrips trips;
  private final Limits limits;
  private final Subjects subjects;
  private final ClientAddress clients;

  ProviderResource(
      BoundPayments payments,
      ProviderTrips trips,
      Limits limits,
      Subjects subjects,
      ClientAddress clients) {
    this.payments = payments;
    this.trips = trips;
    this.limits = limits;
    this.subjects = subjects;
    this.clients = clients;
  }

  record Asked(@Nullable Boolean chooseCard) {}

  /**
   * @param location the service's authorization endpoint with the request
   */
  record Location(String location) {
    @Override
    public String toString() {
      return "Location";
    }
  }

  /**
   * 200 with where to go, the same for every name; 404 {@code not_found} for a service there is
   * not; 503 {@code unavailable} where it can't be asked; 409 {@code payment_proven}, {@code
   * payment_ended}, 410 {@code payment_expired}; 403 {@code begun_elsewhere}.
   */
  @POST
  public Location leave(
      @PathParam("id") String id,
      @PathParam("name") String name,
      @Context HttpHeaders headers,
      @Nullable Asked asked) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    limits.requireOwn(Limit.PAGE_OPENINGS_PER_ADDRESS, subjects.address(clients.client()));
    String cookie = Presented.binding(paymentId, headers);
    if (asked == null || cookie == null) {
      throw new Refusal(cookie == null ? ErrorCode.BEGUN_ELSEWHERE : ErrorCode.MALFORMED);
    }
    Consent consent = payments.consent(paymentId, cookie);
    boolean chooses = Boolean.TRUE.equals(asked.chooseCard());
    return new Location(trips.begin(name, consent, cookie, chooses).toString());
  }
}
