package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.issuer.LinkCertificates;
import org.jspecify.annotations.Nullable;

/** What banks must know of the vault, and the certificate that it shows them. */
@Path("/admin/v1/link")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LinkResource {
  private final LinkCertificates certificates;
  private final Actor actor;

  LinkResource(LinkCertificates certificates, Actor actor) {
    this.certificates = certificates;
    this.actor = actor;
  }

  record KeySet(List<Map<String, Object>> keys) {}

  /**
   * The vault's end of the link.
   *
   * @param signingKeys a JWK set (RFC 7517 §5) for banks to pin
   * @param certificateRequest PEM
   * @param certificate PEM, leaf first, or null before there is one
   * @param nextCertificateRequest for the link key that was added; null where none was
   * @param nextCertificate that key's; null before there is one
   */
  record Body(
      String issuer,
      KeySet signingKeys,
      String certificateRequest,
      @Nullable String certificate,
      @Nullable String nextCertificateRequest,
      @Nullable String nextCertificate) {}

  record Asked(@Nullable String pem) {}

  /** 200. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public Body get() {
    return new Body(
        certificates.issuer(),
        new KeySet(certificates.signingKeys()),
        certificates.request(),
        certificates.certificate().orElse(null),
        certificates.nextRequest().orElse(null),
        certificates.nextCertificate().orElse(null));
  }

  /**
   * 200 with the link as it is now; 422 if the chain is not for the vault's key, or does not hold.
   */
  @PUT
  @Path("/certificate")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body certify(@Nullable Asked asked) {
    certificates.certify(actor.name(), Given.member(Given.body(asked).pem(), "pem"));
    return get();
  }
}
