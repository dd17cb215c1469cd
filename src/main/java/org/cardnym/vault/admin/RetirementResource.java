package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.change.KeyDestruction;
import org.cardnym.vault.change.KeyEnd;
import org.cardnym.vault.change.KeyRetirement;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.Rotations;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Ending a version of a key. What it wrapped in backups is lost with it, so it wants two people;
 * each try that is refused stands in the trail.
 */
@Path("/admin/v1/keys/{purpose}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RetirementResource {
  private final KeyRetirement retirement;
  private final KeyDestruction destruction;
  private final Requests requests;
  private final Audit audit;
  private final Actor actor;

  RetirementResource(
      KeyRetirement retirement,
      KeyDestruction destruction,
      Requests requests,
      Audit audit,
      Actor actor) {
    this.retirement = retirement;
    this.destruction = destruction;
    this.requests = requests;
    this.audit = audit;
    this.actor = actor;
  }

  /** 202 with the request that two must sign; else as {@link #ask}. */
  @POST
  @Path("/retire")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response retire(
      @PathParam("purpose") String purpose,
      @PathParam("version") String version,
      @Nullable Because because) {
    return ask(Step.RETIRE, retirement, purpose, version, because);
  }

  /** 202 with the request that two must sign; else as {@link #ask}. */
  @POST
  @Path("/destroy")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response destroy(
      @PathParam("purpose") String purpose,
      @PathParam("version") String version,
      @Nullable Because because) {
    return ask(Step.DESTROY, destruction, purpose, version, because);
  }

  /**
   * 400 without a reason; 404 for no purpose or version; 409 {@code key_not_proven} with what is
   * {@code missing}, 409 {@code conflict} for a version in another state.
   */
  private Response ask(
      Step step, KeyEnd act, String purpose, String version, @Nullable Because because) {
    String reason = Because.of(because);
    KeyPurpose key = KeyPurpose.parse(purpose);
    int number = number(version);
    try {
      return requests.ask(act, KeyEnd.of(key, number, reason), reason);
    } catch (Refusal refused) {
      if (refused.code() != ErrorCode.NOT_FOUND) {
        audit.recordApart(
            AuditEvent.refused(
                    actor.name(), Retirement.action(step), Rotations.subject(key, number))
                .with(Map.of("reason", reason, "code", refused.code().wire())));
      }
      throw refused;
    }
  }

  private static int number(String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return Integer.parseInt(version);
  }
}
