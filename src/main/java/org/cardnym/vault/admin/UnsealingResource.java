package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import org.cardnym.vault.audit.Replica;
import org.cardnym.vault.custody.CustodyKind;
import org.cardnym.vault.custody.Progress;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.Sealing;
import org.jspecify.annotations.Nullable;

/**
 * Opening a sealed replica, by its custodians' shares or by its token. Whoever may come to the
 * admin door may try with a share; it is the root-key file that says whose share is whose.
 */
@Path("/admin/v1/unsealing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class UnsealingResource {
  private final Sealing sealing;
  private final Keys keys;
  private final CustodianCalls custodians;
  private final Actor actor;

  UnsealingResource(Sealing sealing, Keys keys, CustodianCalls custodians, Actor actor) {
    this.sealing = sealing;
    this.keys = keys;
    this.custodians = custodians;
    this.actor = actor;
  }

  /**
   * This replica's seal.
   *
   * @param replica the one that answered: each is opened by itself
   * @param state {@code open} or {@code sealed}
   * @param attempt what a share is to be given to
   * @param place the hardware that keeps the root key, in words
   * @param trouble why that can't be used, as a code: {@code token_missing}, {@code pin_refused}…
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String replica,
      String state,
      String custody,
      @Nullable Integer shares,
      @Nullable Integer threshold,
      @Nullable Integer given,
      @Nullable String attempt,
      @Nullable Instant expiresAt,
      @Nullable String place,
      @Nullable String trouble) {
    static Body of(boolean open, Progress progress) {
      boolean shared = progress.kind() == CustodyKind.SHARES;
      boolean waits = shared && !open;
      return new Body(
          Replica.NAME,
          open ? "open" : "sealed",
          progress.kind().wire(),
          shared ? progress.shares() : null,
          shared ? progress.threshold() : null,
          waits ? progress.given() : null,
          waits ? progress.attempt() : null,
          waits ? progress.expiresAt() : null,
          progress.place(),
          progress.trouble());
    }
  }

  /** 200 with how many shares were given of how many that are needed; never whose. */
  @GET
  public Body progress() {
    return Body.of(keys.open(), sealing.progress());
  }

  /**
   * 200 once the token has opened this replica; it may be given its PIN although one was refused
   * lately. 409 {@code conflict} where it is open, or no token opens it. 503 {@code
   * root_key_not_opened} with the {@code trouble}.
   */
  @POST
  @RolesAllowed("operator")
  public Body reopen() {
    sealing.reopen(actor.name());
    return progress();
  }

  /**
   * 200 with what is still missing, if anything. 403 {@code share_refused} whatever is wrong with
   * the share; {@code forbidden} for a machine; {@code proof_too_old} for a person who has to sign
   * in again, with two factors. 409 {@code conflict} where this replica is open, or opens by no
   * shares. 429 after five refusals in a quarter of an hour. 503 {@code unavailable} where the root
   * key is not the one of the vault's keysets.
   */
  @POST
  @Path("/{attempt}")
  @Consumes(MediaType.TEXT_PLAIN)
  public Body give(@PathParam("attempt") String attempt, byte @Nullable [] share) {
    byte[] given = Given.body(share);
    try {
      sealing.give(custodians.present(), attempt, given);
    } finally {
      Arrays.fill(given, (byte) 0);
    }
    return progress();
  }

  /** 200; the shares given so far are forgotten. 403 for who is no custodian. */
  @DELETE
  public Body cancel() {
    sealing.cancel(custodians.present());
    return progress();
  }
}
