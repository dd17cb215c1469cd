package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.cardnym.vault.keys.KeyVersions;

/** The versions of the vault's keys; never a key. */
@Path("/admin/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class KeysResource {
  private final KeyVersions versions;

  KeysResource(KeyVersions versions) {
    this.versions = versions;
  }

  /** One version of one purpose's key; {@code wraps} counts what a KEK wrapped. */
  record Version(String purpose, int version, String state, Instant createdAt, long wraps) {}

  /** 200 with all versions; 503 while the vault is sealed. */
  @GET
  public ListPage<Version> list() {
    return ListPage.whole(wire(versions.list()));
  }

  static List<Version> wire(List<KeyVersions.View> views) {
    return views.stream()
        .map(v ->
            new Version(
                v.purpose(),
                v.version(),
                v.state().name().toLowerCase(Locale.ROOT),
                v.createdAt(),
                v.wraps()))
        .toList();
  }
}
