package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Rule;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The amounts that limited cards and new browsers may pay; without a row, none. */
@Path("/admin/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PolicyResource {
  private final Policies policies;
  private final Actor actor;

  PolicyResource(Policies policies, Actor actor) {
    this.policies = policies;
    this.actor = actor;
  }

  record Asked(@Nullable Long perPayment, @Nullable Long perDay) {}

  /** Minor units of the currency, a payment and a day. */
  record Body(String rule, String currency, long perPayment, long perDay) {
    static Body of(Policies.Cap cap) {
      return new Body(cap.rule().wire(), cap.currency(), cap.perPayment(), cap.perDay());
    }
  }

  /** 200 with all rows. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list() {
    return ListPage.whole(policies.list().stream().map(Body::of).toList());
  }

  /** 200 with the row; 404 for a rule there is not; 422 for amounts or currency. */
  @PUT
  @Path("/{rule}/{currency}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Body set(
      @PathParam("rule") String rule,
      @PathParam("currency") String currency,
      @Nullable Asked given) {
    Asked asked = Given.body(given);
    var cap =
        new Policies.Cap(
            rule(rule),
            currency,
            Given.member(asked.perPayment(), "perPayment"),
            Given.member(asked.perDay(), "perDay"));
    policies.set(cap, actor.name());
    return Body.of(cap);
  }

  private static Rule rule(String name) {
    return Stream.of(Rule.values())
        .filter(rule -> rule.wire().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
