package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Deliveries;
import org.cardnym.vault.merchant.Delivery;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Webhooks on their way: what waits, what arrived, what was given up. */
@Path("/admin/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DeliveriesResource {
  private final Deliveries deliveries;
  private final Actor actor;

  DeliveriesResource(Deliveries deliveries, Actor actor) {
    this.deliveries = deliveries;
    this.actor = actor;
  }

  /**
   * One delivery.
   *
   * @param result what the last try came to, for instance {@code status_500} or {@code timed_out}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String event,
      String merchant,
      String state,
      int tries,
      Instant queuedAt,
      @Nullable Instant dueAt,
      @Nullable Instant triedAt,
      @Nullable String result,
      @Nullable Instant endedAt) {
    static Body of(Delivery delivery) {
      return new Body(
          TypeId.of(IdKind.EVENT, delivery.eventId()),
          Merchants.wire(delivery.merchantId()),
          delivery.state().wire(),
          delivery.tries(),
          delivery.queuedAt(),
          delivery.dueAt(),
          delivery.triedAt(),
          delivery.result(),
          delivery.endedAt());
    }
  }

  /**
   * What to send again: one event, or a merchant's since a time.
   *
   * @param deliveredToo also those that arrived; of a single event always
   */
  record Asked(
      @Nullable String event,
      @Nullable String merchant,
      @Nullable String since,
      @Nullable Boolean deliveredToo) {}

  /**
   * What was queued.
   *
   * @param more true if events were left over: ask again since {@code reachedAt}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Replayed(int queued, boolean more, @Nullable Instant reachedAt) {
    static Replayed of(Deliveries.Replayed done) {
      return new Replayed(done.queued(), done.more(), done.reachedAt());
    }
  }

  /** 200, newest event first; 400 for a filter that is none. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("merchant") @Nullable String merchant,
      @QueryParam("state") @Nullable String state) {
    UUID of = merchant == null ? null : TypeId.parse(IdKind.MERCHANT, merchant);
    Delivery.State in = state == null ? null : state(state);
    return ListPage.read(
        cursor,
        Cursor.limit(limit),
        (before, most) -> deliveries.list(of, in, before, most),
        Delivery::eventId,
        Body::of);
  }

  /** 200 with what was queued; 404 without event or merchant. */
  @POST
  @Path("/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Replayed replay(@Nullable Asked asked) {
    Asked given = Given.body(asked);
    if (given.event() != null) {
      return Replayed.of(
          deliveries.replay(actor.name(), TypeId.parse(IdKind.EVENT, given.event())));
    }
    UUID merchant = TypeId.parse(IdKind.MERCHANT, Given.member(given.merchant(), "merchant"));
    Instant since = Given.member(Given.time(given.since(), "since"), "since");
    boolean all = Boolean.TRUE.equals(given.deliveredToo());
    return Replayed.of(deliveries.replay(actor.name(), merchant, since, all));
  }

  private static Delivery.State state(String name) {
    return Stream.of(Delivery.State.values())
        .filter(state -> state.wire().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.MALFORMED, Map.of("field", "state")));
  }
}
