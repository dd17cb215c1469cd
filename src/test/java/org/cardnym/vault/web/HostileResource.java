package org.cardnym.vault.web;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/**
 * Endpoints that exist in tests only: one that nobody annotated, some that fail in ways a careless
 * one would.
 */
@Path("/v1/test")
class HostileResource {
  static final String HOSTILE = "4111111111111111<script>";

  record Body(@Size(max = 4) String text, int number) {}

  @GET
  @Path("/unannotated")
  public String unannotated() {
    return "open";
  }

  @GET
  @Path("/merchants")
  @RolesAllowed("merchant")
  public String merchants() {
    return "merchants";
  }

  @GET
  @PermitAll
  @Path("/broken")
  public String broken(@QueryParam("text") String text) {
    throw new IllegalStateException(HOSTILE + text);
  }

  @POST
  @PermitAll
  @Consumes("application/json")
  @Path("/body")
  public String body(@Valid Body body) {
    return "read";
  }
}
