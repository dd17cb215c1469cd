package org.cardnym.vault.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Pages that exist in tests only. */
@Path("/enrol/test")
class HostilePages {
  private final Addresses addresses;

  HostilePages(Addresses addresses) {
    this.addresses = addresses;
  }

  @GET
  @PermitAll
  @Produces({"text/html", "application/json"})
  @Path("/broken")
  public String brokenPage() {
    throw new IllegalStateException(HostileResource.HOSTILE);
  }

  @GET
  @PermitAll
  @Path("/client")
  public String client() {
    return addresses.client();
  }

  @POST
  @PermitAll
  @Path("/change")
  public String change() {
    return "changed";
  }
}
