package org.cardnym.vault.web;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** Endpoints that exist in tests only: one that nobody annotated, some that fail in ways a careless one would. */
@Path("/")
class HostileResource {
  static final String HOSTILE = "4111111111111111<script>";

  private final Addresses addresses;

  HostileResource(Addresses addresses) {
    this.addresses = addresses;
  }

  record Body(@Size(max = 4) String text, int number) {}

  @GET
  @Path("v1/test/unannotated")
  public String unannotated() {
    return "open";
  }

  @GET
  @Path("v1/test/merchants")
  @RolesAllowed("merchant")
  public String merchants() {
    return "merchants";
  }

  @GET
  @PermitAll
  @Path("v1/test/broken")
  public String broken(@QueryParam("text") String text) {
    throw new IllegalStateException(HOSTILE + text);
  }

  @POST
  @PermitAll
  @Consumes("application/json")
  @Path("v1/test/body")
  public String body(@Valid Body body) {
    return "read";
  }

  @GET
  @PermitAll
  @Produces({"text/html", "application/json"})
  @Path("enrol/test/broken")
  public String brokenPage() {
    throw new IllegalStateException(HOSTILE);
  }

  @GET
  @PermitAll
  @Path("enrol/test/client")
  public String client() {
    return addresses.client();
  }

  @POST
  @PermitAll
  @Path("enrol/test/change")
  public String change() {
    return "changed";
  }
}
