package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.change.RecoveryEnd;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.restore.Left;
import org.cardnym.vault.restore.Progress;
import org.cardnym.vault.standing.Recoveries;
import org.cardnym.vault.standing.Recovery;
import org.jspecify.annotations.Nullable;

/** The recovery after a restore: how far it is, begun by hand, ended by two. */
@Path("/admin/v1/recovery")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class RecoveryResource {
  /** As long as a bank keeps its books at least (docs/issuer-protocol.md §6). */
  private static final Duration LONGEST = Duration.ofDays(179);

  private final Recoveries recoveries;
  private final Progress progress;
  private final RecoveryEnd end;
  private final Requests requests;
  private final Actor actor;

  RecoveryResource(
      Recoveries recoveries, Progress progress, RecoveryEnd end, Requests requests, Actor actor) {
    this.recoveries = recoveries;
    this.progress = progress;
    this.end = end;
    this.requests = requests;
    this.actor = actor;
  }

  /**
   * @param state {@code recovery} or {@code serving}
   * @param recovery the one under way, or else the last one; null if there was none
   * @param left what it waits for
   */
  record Body(String state, @Nullable Told recovery, List<Left> left) {}

  /** See {@link Recovery}. */
  record Told(
      String id,
      String cause,
      String begunBy,
      String reason,
      Instant lostFrom,
      Instant begunAt,
      @Nullable Long journal,
      long carried,
      long refused,
      long reached,
      @Nullable Instant endedAt) {
    static Told of(Recovery recovery) {
      return new Told(
          TypeId.of(IdKind.RESTORE, recovery.id()),
          recovery.cause().wire(),
          recovery.begunBy(),
          recovery.reason(),
          recovery.lostFrom(),
          recovery.begunAt(),
          recovery.journal(),
          recovery.carried(),
          recovery.refused(),
          recovery.reached(),
          recovery.endedAt());
    }
  }

  /**
   * @param from since when the vault's books may lack something, RFC 3339
   */
  record Begin(@Nullable String from, @Nullable String reason) {}

  /**
   * @param withoutJournal true to answer for what a journal would have told
   */
  record Finish(@Nullable Boolean withoutJournal, @Nullable String reason) {}

  /** 200. */
  @GET
  public Body show() {
    return recoveries
        .recovery()
        .map(under -> new Body("recovery", Told.of(under), progress.left(under)))
        .orElseGet(() ->
            new Body(
                recoveries.closed() ? "recovery" : "serving",
                recoveries.last().map(Told::of).orElse(null),
                List.of()));
  }

  /** 200: from now on nothing is paid; 409 {@code conflict} where a recovery is under way. */
  @POST
  @Path("/begin")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body begin(@Nullable Begin given) {
    Begin asked = Given.body(given);
    String reason = Because.checked(asked.reason());
    recoveries.begin(actor.name(), reason, from(asked.from()));
    return show();
  }

  /** 202 with the request that two must sign; 409 {@code recovery_unfinished} with what is left. */
  @POST
  @Path("/finish")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response finish(@Nullable Finish given) {
    Finish asked = Given.body(given);
    String reason = Because.checked(asked.reason());
    boolean without = Boolean.TRUE.equals(asked.withoutJournal());
    return requests.askAndTell(end, RecoveryEnd.of(without, reason), reason);
  }

  private Instant from(@Nullable String text) {
    Instant from = Given.member(Given.time(text, "from"), "from");
    Instant now = recoveries.now();
    if (from.isAfter(now) || from.isBefore(now.minus(LONGEST))) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "from"));
    }
    return from;
  }
}
