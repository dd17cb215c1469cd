package org.cardnym.vault.page;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Serves the assets of this version, and no others. */
@Path("/assets/{version}/{name}")
@PermitAll
@NonBlocking
class AssetsResource {
  private final Assets assets;

  AssetsResource(Assets assets) {
    this.assets = assets;
  }

  @GET
  public Response asset(@PathParam("version") String version, @PathParam("name") String name) {
    Asset asset = assets.find(version, name).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    return Response.ok(asset.bytes()).header(HttpHeaders.CONTENT_TYPE, asset.mediaType()).build();
  }
}
