package org.cardnym.vault.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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
import org.cardnym.vault.merchant.MerchantCaller;
import org.cardnym.vault.merchant.WebhookEvents;
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
  private final Limits limits;
  private final Subjects subjects;

  EventsResource(Events events, MerchantCaller caller, Limits limits, Subjects subjects) {
    this.events = events;
    this.caller = caller;
    this.limits = limits;
    this.subjects = subjects;
  }

  /**
   * A page of events, each as its webhook's body is.
   *
   * @param items a JSON array
   * @param next the cursor of the page after it; left out at the end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(@JsonRawValue String items, @Nullable String next) {}

  /** 200, newest first; 400 for a cursor or limit that is none. */
  @GET
  public Page list(@Context UriInfo asked) {
    UUID merchantId = caller.get().id();
    limits.requireOwn(Limit.LISTS_PER_MERCHANT, subjects.merchant(merchantId));
    Map<String, List<String>> query = asked.getQueryParameters();
    Wanted.requireKnown(query, Set.of("limit", "cursor"));
    int size = Cursor.limit(Wanted.one(query, "limit"));
    // One more tells whether another page follows.
    List<Events.Listed> found =
        events.page(merchantId, Cursor.read(Wanted.one(query, "cursor")), size + 1);
    boolean more = found.size() > size;
    List<Events.Listed> shown = more ? found.subList(0, size) : found;
    String next = more ? Cursor.after(shown.getLast().id()) : null;
    return new Page(
        "[" + String.join(",", shown.stream().map(Events.Listed::body).toList()) + "]", next);
  }

  /** 200 with the event, byte for byte as its webhook's body; 404 if it is not this merchant's. */
  @GET
  @Path("/{id}")
  public String get(@PathParam("id") String id) {
    UUID merchantId = caller.get().id();
    return events
        .told(merchantId, TypeId.parse(IdKind.EVENT, id))
        .map(WebhookEvents.Told::body)
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
