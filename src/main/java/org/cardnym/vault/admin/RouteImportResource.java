package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.change.RouteImport;
import org.cardnym.vault.change.RoutesCsv;
import org.cardnym.vault.issuer.RouteImports;
import org.cardnym.vault.issuer.RouteReport;
import org.cardnym.vault.issuer.RouteTable;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Whole tables of routes, of any number of banks. */
@Path("/admin/v1/routes/import")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RouteImportResource {
  private final RouteImports imports;
  private final RouteImport change;
  private final Requests requests;
  private final Actor actor;

  RouteImportResource(RouteImports imports, RouteImport change, Requests requests, Actor actor) {
    this.imports = imports;
    this.change = change;
    this.requests = requests;
    this.actor = actor;
  }

  /**
   * Takes a file whole or not at all. 202 with the request that two must sign, or 200 with the
   * report; 413 beyond a megabyte or 5000 lines; 422 with the report of all faulty lines. With
   * {@code dryRun} nothing is changed.
   */
  @POST
  @Consumes("text/csv")
  @RolesAllowed("operator")
  public Response run(@Context UriInfo asked, byte @Nullable [] file) {
    boolean dry = flag(asked, "dryRun");
    boolean replace = flag(asked, "replace");
    byte[] given = file == null ? new byte[0] : file;
    var table = new RouteTable(RoutesCsv.read(given), replace, sha256(given));
    if (dry) {
      return Response.ok(told(imports.tryOut(table), true)).build();
    }
    // A table that can't be taken is told of line by line, and nobody is asked to sign it.
    told(imports.tryOut(table), false);
    return requests
        .ask(
            change,
            () -> RouteImport.of(given, replace, table.sha256()),
            asked.getQueryParameters().getFirst("reason"))
        .orElseGet(() -> Response.ok(told(imports.take(actor.name(), table), false)).build());
  }

  private static RouteReportBody told(RouteReport report, boolean dry) {
    RouteReportBody body = RouteReportBody.of(report, dry);
    if (!report.refused().isEmpty()) {
      throw new Refusal(
          ErrorCode.ROUTES_REFUSED,
          Map.of(
              "dryRun", dry,
              "changed", body.changed(),
              "counts", body.counts(),
              "lines", body.lines(),
              "removed", body.removed()));
    }
    return body;
  }

  /** Said at most once, and in full: what was meant as a trial must not change anything. */
  private static boolean flag(UriInfo asked, String name) {
    List<String> said = asked.getQueryParameters().getOrDefault(name, List.of("false"));
    if (!said.equals(List.of("true")) && !said.equals(List.of("false"))) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
    }
    return said.getFirst().equals("true");
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
