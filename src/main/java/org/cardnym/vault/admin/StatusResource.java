package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.custody.CustodyKind;
import org.cardnym.vault.keys.Heartbeats;
import org.cardnym.vault.keys.KeyVersions;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.Sealing;
import org.cardnym.vault.portfolio.Moves;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.retention.Retention;
import org.cardnym.vault.retention.RetentionView;
import org.cardnym.vault.standing.Recoveries;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How the vault is, and who asks. */
@Path("/admin/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class StatusResource {
  private final Keys keys;
  private final Sealing sealing;
  private final KeyVersions versions;
  private final Heartbeats heartbeats;
  private final AuditLag lag;
  private final Recoveries recoveries;
  private final Loosened loosened;
  private final Retention retention;
  private final Moves moves;
  private final Actor actor;
  private final Clock clock;
  private final String version;

  StatusResource(
      Keys keys,
      Sealing sealing,
      KeyVersions versions,
      Heartbeats heartbeats,
      AuditLag lag,
      Recoveries recoveries,
      Loosened loosened,
      Retention retention,
      Moves moves,
      Actor actor,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.keys = keys;
    this.sealing = sealing;
    this.versions = versions;
    this.heartbeats = heartbeats;
    this.lag = lag;
    this.recoveries = recoveries;
    this.loosened = loosened;
    this.retention = retention;
    this.moves = moves;
    this.actor = actor;
    this.clock = clock;
    this.version = version;
  }

  /**
   * The vault as a whole.
   *
   * @param state {@code open} or {@code sealed}
   * @param seal how the root key of the replica that answers is kept, and what it waits for
   * @param retention how the last purge of each kind of rows ended
   * @param loosened the checks that are switched off, by name
   * @param warnings codes of what an operator should know
   */
  record Status(
      String state,
      UnsealingResource.Body seal,
      boolean sandbox,
      String version,
      List<Heartbeats.View> replicas,
      List<Version> keys,
      List<Purged> retention,
      List<String> loosened,
      List<String> warnings) {}

  /**
   * One version of one purpose's key; {@code keys list} says more.
   *
   * @param dueAt when it is due to be replaced; null where it makes nothing new any more
   */
  record Version(
      String purpose,
      int version,
      String state,
      Instant createdAt,
      @Nullable Instant dueAt,
      long wraps) {
    static Version of(KeyVersions.View view) {
      return new Version(
          view.purpose(),
          view.version(),
          view.state().wire(),
          view.createdAt(),
          view.dueAt(),
          view.wraps());
    }
  }

  /**
   * One kind.
   *
   * @param keep its period, such as {@code 30d}
   * @param state {@code done}, {@code waiting} for the first time, {@code left}, {@code failed} or
   *     {@code overdue}
   */
  record Purged(
      String kind, String keep, @Nullable Instant purgedAt, long purged, long left, String state) {
    static Purged of(RetentionView view) {
      return new Purged(
          view.kind(), view.keep(), view.purgedAt(), view.purged(), view.left(), state(view));
    }

    private static String state(RetentionView view) {
      if (view.overdue()) {
        return "overdue";
      }
      if (view.error() != null) {
        return "failed";
      }
      if (view.purgedAt() == null) {
        return "waiting";
      }
      return view.left() > 0 ? "left" : "done";
    }
  }

  record Caller(
      String issuer,
      String subject,
      @Nullable String client,
      List<String> roles,
      List<String> amr) {}

  /** 200. */
  @GET
  @Path("/status")
  public Status status() {
    List<Purged> purged =
        keys.open() ? retention.list().stream().map(Purged::of).toList() : List.of();
    List<Version> current =
        keys.open() ? versions.list().stream().map(Version::of).toList() : List.of();
    return new Status(
        keys.open() ? "open" : "sealed",
        UnsealingResource.Body.of(keys.open(), sealing.progress()),
        loosened.sandbox(),
        version,
        heartbeats.live(),
        current,
        purged,
        loosened.all().stream().map(Loosened.Check::wire).sorted().toList(),
        warnings(purged, current));
  }

  /** 200 with what the token says. */
  @GET
  @Path("/whoami")
  public Caller whoami() {
    var token = actor.token();
    return new Caller(
        token.getIssuer(), token.getSubject(), Actor.client(token), actor.roles(), actor.methods());
  }

  private List<String> warnings(List<Purged> purged, List<Version> current) {
    var warnings = new ArrayList<String>();
    // One file and one passphrase open the vault; no token's key can be copied.
    if (sealing.progress().kind() == CustodyKind.PASSPHRASE) {
      warnings.add("custody_single");
    }
    if (keys.open() && sealing.progress().trouble() != null) {
      warnings.add("root_key_unreachable");
    }
    if (loosened.sandbox()) {
      warnings.add("sandbox");
    }
    addIfRefused(warnings, lag::requireCurrent);
    addIfRefused(warnings, recoveries::requireServing);
    if (recoveries.placeUnknown()) {
      warnings.add("place_unknown");
    }
    if (keys.open()) {
      addIfRefused(warnings, keys::requireFresh);
    }
    if (current.stream().anyMatch(this::isDue)) {
      warnings.add("key_due");
    }
    if (keys.open() && moves.any()) {
      warnings.add("cards_moving");
    }
    purged.stream()
        .map(Purged::state)
        .filter(state -> !state.equals("done") && !state.equals("waiting"))
        .distinct()
        .forEach(state -> warnings.add("purge_" + state));
    return warnings;
  }

  private boolean isDue(Version version) {
    return version.dueAt() != null && version.dueAt().isBefore(clock.instant());
  }

  private static void addIfRefused(List<String> warnings, Runnable check) {
    try {
      check.run();
    } catch (Refusal refused) {
      warnings.add(refused.code().wire());
    }
  }
}
