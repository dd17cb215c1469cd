package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.reconciliation.DifferenceView;
import org.cardnym.vault.reconciliation.Reconciliations;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** In what the vault's books and a bank's differ. */
@Path("/admin/v1/banks/{bank}/differences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DifferencesResource {
  private final Reconciliations reconciliations;
  private final Actor actor;

  DifferencesResource(Reconciliations reconciliations, Actor actor) {
    this.reconciliations = reconciliations;
    this.actor = actor;
  }

  /** One difference, or all that are open where {@code all} says so. */
  record Settled(@Nullable String difference, @Nullable Boolean all, @Nullable String reason) {}

  record Count(int settled) {}

  record Amount(long value, String currency) {
    static @Nullable Amount of(@Nullable Long value, @Nullable String currency) {
      return value == null || currency == null ? null : new Amount(value, currency);
    }
  }

  /** One side's word; a side that does not know the message is left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Side(String outcome, @Nullable String responseCode, @Nullable Amount amount) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String id,
      @Nullable String code,
      String state,
      @Nullable String message,
      @Nullable String kind,
      @Nullable String payment,
      @Nullable Instant at,
      @Nullable Side bank,
      @Nullable Side vault,
      @Nullable String reversal,
      @Nullable String run,
      @Nullable Instant foundAt,
      @Nullable Instant settledAt,
      @Nullable String settledBy,
      @Nullable String settledWhy) {
    static Body of(DifferenceView view) {
      return new Body(
          TypeId.of(IdKind.DIFFERENCE, view.id()),
          view.code().wire(),
          view.state().name().toLowerCase(Locale.ROOT),
          TypeId.of(IdKind.MESSAGE, view.messageId()),
          view.kind().wire(),
          view.payment(),
          view.at(),
          bank(view),
          vault(view),
          view.reversalId() == null ? null : TypeId.of(IdKind.MESSAGE, view.reversalId()),
          TypeId.of(IdKind.RECONCILIATION, view.foundBy()),
          view.foundAt(),
          view.settledAt(),
          view.settledBy(),
          view.settledWhy());
    }

    /** One that somebody wrote past the vault: nothing of it is told. */
    static Body refused(UUID id) {
      return new Body(
          TypeId.of(IdKind.DIFFERENCE, id),
          null,
          ListPage.REFUSED,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }

    private static @Nullable Side bank(DifferenceView view) {
      return view.bankDecision() == null
          ? null
          : new Side(
              view.bankDecision(),
              view.bankCode(),
              Amount.of(view.bankValue(), view.bankCurrency()));
    }

    private static @Nullable Side vault(DifferenceView view) {
      return view.vaultOutcome() == null
          ? null
          : new Side(
              view.vaultOutcome().name().toLowerCase(Locale.ROOT),
              null,
              Amount.of(view.vaultValue(), view.vaultCurrency()));
    }
  }

  /** 200, newest first: those that are open, or with {@code state=all} the others too. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list(
      @PathParam("bank") String bank,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    UUID bankId = BanksResource.parsed(bank);
    boolean openOnly = openOnly(state);
    return ListPage.each(
        cursor,
        Cursor.limit(limit),
        (before, most) -> reconciliations.differences(bankId, openOnly, before, most),
        each -> reconciliations.difference(each).map(Body::of),
        Body::refused);
  }

  /**
   * 200 with how many were open; 400 without a reason, or with neither or both of what to settle.
   */
  @POST
  @Path("/settle")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Count settle(@PathParam("bank") String bank, @Nullable Settled given) {
    Settled asked = Given.body(given);
    boolean all = Boolean.TRUE.equals(asked.all());
    if (all == (asked.difference() != null)) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "difference"));
    }
    UUID only =
        asked.difference() == null ? null : TypeId.parse(IdKind.DIFFERENCE, asked.difference());
    return new Count(
        reconciliations.settle(
            actor.name(), BanksResource.parsed(bank), only, Because.checked(asked.reason())));
  }

  private static boolean openOnly(@Nullable String state) {
    return switch (state == null ? "open" : state) {
      case "open" -> true;
      case "all" -> false;
      default -> throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "state"));
    };
  }
}
