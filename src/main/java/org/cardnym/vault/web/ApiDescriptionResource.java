package org.cardnym.vault.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The merchants' API described for machines: docs/openapi.yaml as it stood at the build, for
 * anybody.
 */
@Path("/v1/openapi.yaml")
@PermitAll
class ApiDescriptionResource {
  /** RFC 9512 §2.1. */
  private static final String YAML = "application/yaml";

  private final byte[] description;

  ApiDescriptionResource() {
    try (InputStream built =
        Objects.requireNonNull(getClass().getResourceAsStream("/api/openapi.yaml"))) {
      description = built.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** 200 with the whole document. */
  @GET
  @Produces(YAML)
  public byte[] get() {
    return description;
  }
}
