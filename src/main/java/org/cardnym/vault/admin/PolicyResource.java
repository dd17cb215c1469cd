package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Stream;
import org.cardnym.vault.change.PolicyRemoval;
import org.cardnym.vault.change.PolicySetting;
import org.cardnym.vault.proof.Beyond;
import org.cardnym.vault.proof.OneFactorPolicy;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Rule;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Which payments two proofs carry, how far, and what lies beyond; and which ones a single does. */
@Path("/admin/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PolicyResource {
  private final Policies policies;
  private final OneFactorPolicy oneFactor;
  private final PolicySetting setting;
  private final PolicyRemoval removal;
  private final Requests requests;
  private final Actor actor;

  PolicyResource(
      Policies policies,
      OneFactorPolicy oneFactor,
      PolicySetting setting,
      PolicyRemoval removal,
      Requests requests,
      Actor actor) {
    this.policies = policies;
    this.oneFactor = oneFactor;
    this.setting = setting;
    this.removal = removal;
    this.requests = requests;
    this.actor = actor;
  }

  /**
   * Without {@code beyond} it is {@code refuse}; {@code count} and {@code sum} are of {@code
   * one_factor}, which has no other but {@code perPayment}.
   */
  record Asked(
      @Nullable Long perPayment,
      @Nullable Long perDay,
      @Nullable String beyond,
      @Nullable Integer count,
      @Nullable Long sum) {}

  /** Minor units of the currency, a payment and a day. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      String rule,
      String currency,
      long perPayment,
      @Nullable Long perDay,
      @Nullable String beyond,
      @Nullable Integer count,
      @Nullable Long sum) {
    static Body of(Policies.Cap cap) {
      return new Body(
          cap.rule().wire(),
          cap.currency(),
          cap.perPayment(),
          cap.perDay(),
          cap.beyond().wire(),
          null,
          null);
    }

    static Body of(OneFactorPolicy.Terms terms) {
      return new Body(
          OneFactorPolicy.WIRE,
          terms.currency(),
          terms.perPayment(),
          null,
          null,
          terms.count(),
          terms.sum());
    }
  }

  /** 200 with all rows. */
  @GET
  @RolesAllowed({"operator", "auditor"})
  public ListPage<Body> list() {
    return ListPage.whole(
        Stream.concat(
                policies.list().stream().map(Body::of), oneFactor.list().stream().map(Body::of))
            .toList());
  }

  /**
   * 202 with the request that two must sign, or 200 with the row; 404 for a rule there is not; 422
   * for amounts, currency, or a signed proof where it makes no difference.
   */
  @PUT
  @Path("/{rule}/{currency}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response set(
      @PathParam("rule") String rule,
      @PathParam("currency") String currency,
      @QueryParam("reason") @Nullable String reason,
      @Nullable Asked given) {
    Asked asked = Given.body(given);
    if (rule.equals(OneFactorPolicy.WIRE)) {
      return set(currency, reason, asked);
    }
    refuse(asked.count(), "count");
    refuse(asked.sum(), "sum");
    var cap =
        new Policies.Cap(
            rule(rule),
            currency,
            Given.member(asked.perPayment(), "perPayment"),
            Given.member(asked.perDay(), "perDay"),
            beyond(asked.beyond()));
    return requests
        .ask(setting, () -> PolicySetting.of(cap), reason)
        .orElseGet(() -> {
          policies.set(cap, actor.name());
          return Response.ok(Body.of(cap)).build();
        });
  }

  private Response set(String currency, @Nullable String reason, Asked asked) {
    refuse(asked.perDay(), "perDay");
    refuse(asked.beyond(), "beyond");
    var terms =
        new OneFactorPolicy.Terms(
            currency,
            Given.member(asked.perPayment(), "perPayment"),
            Given.member(asked.count(), "count"),
            Given.member(asked.sum(), "sum"));
    return requests
        .ask(setting, () -> PolicySetting.of(terms), reason)
        .orElseGet(() -> {
          oneFactor.set(terms, actor.name());
          return Response.ok(Body.of(terms)).build();
        });
  }

  /** 202, or 204 where the row is gone; 404 where there was none. */
  @DELETE
  @Path("/{rule}/{currency}")
  @RolesAllowed("operator")
  public Response unset(
      @PathParam("rule") String rule,
      @PathParam("currency") String currency,
      @QueryParam("reason") @Nullable String reason) {
    if (!rule.equals(OneFactorPolicy.WIRE)) {
      rule(rule);
    }
    return requests
        .ask(removal, () -> PolicyRemoval.of(rule, currency), reason)
        .orElseGet(() -> {
          unset(rule, currency);
          return Response.noContent().build();
        });
  }

  private void unset(String rule, String currency) {
    if (rule.equals(OneFactorPolicy.WIRE)) {
      oneFactor.unset(currency, actor.name());
    } else {
      policies.unset(rule(rule), currency, actor.name());
    }
  }

  /** What this rule has not, nobody may think they have set. */
  private static void refuse(@Nullable Object member, String name) {
    if (member != null) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
    }
  }

  private static Beyond beyond(@Nullable String name) {
    return Stream.of(Beyond.values())
        .filter(beyond -> beyond.wire().equals(name == null ? Beyond.REFUSE.wire() : name))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.MALFORMED, Map.of("field", "beyond")));
  }

  private static Rule rule(String name) {
    return Stream.of(Rule.values())
        .filter(rule -> rule.wire().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }
}
