package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.cardnym.vault.keys.KeyProof;
import org.cardnym.vault.keys.KeyProofs;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyView;
import org.cardnym.vault.keys.KeyViews;
import org.cardnym.vault.keys.Rotations;
import org.jspecify.annotations.Nullable;

/** The versions of the vault's keys: shown, replaced, proven unused; never a key. */
@Path("/admin/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class KeysResource {
  private final KeyViews views;
  private final Rotations rotations;
  private final KeyProofs proofs;
  private final Actor actor;

  KeysResource(KeyViews views, Rotations rotations, KeyProofs proofs, Actor actor) {
    this.views = views;
    this.rotations = rotations;
    this.proofs = proofs;
    this.actor = actor;
  }

  /**
   * @param from rotate only if this version is in use still
   * @param banksKnow all banks take the version that was added; for keys that they have to know
   */
  record Rotation(@Nullable Integer from, @Nullable Boolean banksKnow) {}

  /**
   * @param version the one to prove unused; without, all that are closed
   */
  record Verification(@Nullable Integer version) {}

  /** 200 with all versions; 503 while the vault is sealed. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<KeyView> list() {
    return ListPage.whole(views.list());
  }

  /**
   * 200 with the new version, {@code added} only while a live replica has not read it, or banks
   * have to know it first: asked again, it goes on with that one; 404 for no purpose, 409 {@code
   * conflict} if {@code from} is not in use any more, or with what is {@code missing} before it may
   * be used.
   */
  @POST
  @Path("/{purpose}/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Rotations.Rotated rotate(@PathParam("purpose") String purpose, @Nullable Rotation asked) {
    Rotation given = Given.body(asked);
    return rotations.rotate(
        KeyPurpose.parse(purpose),
        given.from(),
        Boolean.TRUE.equals(given.banksKnow()),
        actor.name());
  }

  /** 200 with what was counted, proven or not; 404 for no purpose or version. */
  @POST
  @Path("/{purpose}/verify")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public KeyProof verify(@PathParam("purpose") String purpose, @Nullable Verification asked) {
    return proofs.verify(KeyPurpose.parse(purpose), Given.body(asked).version(), actor.name());
  }
}
