package org.cardnym.vault.payment;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.MerchantCaller;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What happened to a merchant's payments, whether or not its webhooks arrived. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("merchant")
@RunOnVirtualThread
class EventsResource {
  private final Events events;
  private final MerchantCaller caller;

  EventsResource(Events events, MerchantCaller caller) {
    this.events = events;
    this.caller = caller;
  }

  /**
   * A page of events, each as its webhook's body is.
   *
   * @param items a JSON array
   * @param next the cursor of the page after it, or null at the end
   */
  record Page(@JsonRawValue String items, @Nullable String next) {}

  /** 200, newest first; 400 for a cursor or limit that is none. */
  @GET
  public Page list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    UUID merchantId = caller.get().id();
    int size = Cursor.limit(limit);
    // One more tells whether another page follows.
    List<Events.Told> found = events.page(merchantId, Cursor.read(cursor), size + 1);
    boolean more = found.size() > size;
    List<Events.Told> shown = more ? found.subList(0, size) : found;
    String next = more ? Cursor.after(shown.getLast().id()) : null;
    return new Page(
        "[" + String.join(",", shown.stream().map(Events.Told::body).toList()) + "]", next);
  }

  /** 200 with the event, byte for byte as its webhook's body; 404 if it is not this merchant's. */
  @GET
  @Path("/{id}")
  public String get(@PathParam("id") String id) {
    UUID merchantId = caller.get().id();
    return events
        .body(merchantId, TypeId.parse(IdKind.EVENT, id))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
