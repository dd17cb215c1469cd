package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Trial;
import org.cardnym.vault.issuer.TrialFinding;
import org.cardnym.vault.issuer.Trials;
import org.jspecify.annotations.Nullable;

/** Tries the way to a bank. */
@Path("/admin/v1/banks/{bank}/test")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BankTrialResource {
  private final Trials trials;
  private final Actor actor;

  BankTrialResource(Trials trials, Actor actor) {
    this.trials = trials;
    this.actor = actor;
  }

  /**
   * @param card true to have the bank check a test card, too
   */
  record Asked(@Nullable Boolean card) {}

  /** One check: {@code held}, {@code failed} or {@code skipped}, and then why. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Finding(String check, String state, @Nullable String reason, Map<String, String> facts) {
    static Finding of(TrialFinding found) {
      return new Finding(
          found.check().wire(),
          found.state().name().toLowerCase(Locale.ROOT),
          found.reason().isEmpty() ? null : found.reason(),
          new TreeMap<>(found.facts()));
    }
  }

  record Body(String bank, boolean held, Instant at, List<Finding> checks) {
    static Body of(Trial trial) {
      return new Body(
          TypeId.of(IdKind.BANK, trial.bankId()),
          trial.held(),
          trial.at(),
          trial.findings().stream().map(Finding::of).toList());
    }
  }

  /**
   * 200 with what each check found, whether they held or not, within 25 seconds; 404 without the
   * bank; 409 while another test of this bank is under way.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body test(@PathParam("bank") String bank, @Nullable Asked asked) {
    boolean card = asked != null && Boolean.TRUE.equals(asked.card());
    return Body.of(trials.of(actor.name(), BanksResource.parsed(bank), card));
  }
}
