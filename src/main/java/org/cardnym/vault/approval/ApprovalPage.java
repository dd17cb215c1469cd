package org.cardnym.vault.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.passkey.KeptRequest;
import org.cardnym.vault.passkey.NewPasskey;
import org.cardnym.vault.passkey.PasskeyCreation;
import org.cardnym.vault.passkey.SignedPasskey;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The page on which one person makes their passkey, or signs one change with it. Its address is the
 * ticket; whoever has it sees the change, and can do nothing without the passkey.
 */
@Path("/approve/{ticket}")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class ApprovalPage {
  @CheckedTemplate(basePath = "approval", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance sign(
        String ticket, Signing.Shown shown, Approval approval, Plan plan, boolean sandbox);

    static native TemplateInstance enrol(String ticket, String actor, boolean sandbox);

    static native TemplateInstance over(boolean sandbox);
  }

  private final Signing signing;
  private final Limits limits;
  private final Subjects subjects;
  private final ClientAddress clients;
  private final Loosened loosened;
  private final Reader reader;

  ApprovalPage(
      Signing signing,
      Limits limits,
      Subjects subjects,
      ClientAddress clients,
      Loosened loosened,
      Reader reader) {
    this.signing = signing;
    this.limits = limits;
    this.subjects = subjects;
    this.clients = clients;
    this.loosened = loosened;
    this.reader = reader;
  }

  /** What is posted to sign. Does not print. */
  record Signed(@Nullable SignedPasskey passkey) {
    @Override
    public String toString() {
      return "Signed";
    }
  }

  /** What is posted to enrol. Does not print. */
  record Made(@Nullable NewPasskey passkey) {
    @Override
    public String toString() {
      return "Made";
    }
  }

  /** How many have signed, and what became of the change. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Seen(String state, int signed) {}

  /** 200 with the change or the enrolment; 404, as a page, for an address that is over. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response page(@PathParam("ticket") String ticket) {
    limited();
    try {
      Signing.Shown shown = signing.shown(ticket);
      Approval approval = shown.approval();
      Plan plan = shown.plan();
      TemplateInstance page =
          approval == null || plan == null
              ? Pages.enrol(ticket, shown.actor(), loosened.sandbox())
              : Pages.sign(ticket, shown, approval, plan, loosened.sandbox());
      return Response.ok(reader.in(page)).build();
    } catch (Refusal refused) {
      return Response.status(Response.Status.NOT_FOUND)
          .entity(reader.in(Pages.over(loosened.sandbox())))
          .build();
    }
  }

  /** 200 with what {@code navigator.credentials.get} takes; 404, 409 {@code approval_ended}. */
  @POST
  @Path("/ask")
  public KeptRequest ask(@PathParam("ticket") String ticket) {
    limited();
    return signing.beginSignature(ticket);
  }

  /**
   * 200 once this person has signed, and with the second signature once the change is made; 422
   * {@code passkey_refused}; 409 {@code changed_meanwhile}, {@code approval_ended}, or whatever the
   * change itself is refused with.
   */
  @POST
  @Path("/sign")
  @Consumes(MediaType.APPLICATION_JSON)
  public Seen sign(@PathParam("ticket") String ticket, @Nullable Signed given) {
    limited();
    if (given == null || given.passkey() == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    Approval approval = signing.sign(ticket, given.passkey());
    return new Seen(approval.state().wire(), approval.signedBy().size());
  }

  /** 200 with what {@code navigator.credentials.create} takes; 404. */
  @POST
  @Path("/begin")
  public PasskeyCreation begin(@PathParam("ticket") String ticket) {
    limited();
    return signing.beginEnrolment(ticket);
  }

  /** 204 once the passkey is kept; 422 {@code passkey_refused}, 409 {@code exists}. */
  @POST
  @Path("/enrol")
  @Consumes(MediaType.APPLICATION_JSON)
  public void enrol(@PathParam("ticket") String ticket, @Nullable Made given) {
    limited();
    if (given == null || given.passkey() == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    signing.enrol(ticket, given.passkey());
  }

  private void limited() {
    limits.requireOwn(Limit.APPROVAL_PAGES_PER_ADDRESS, subjects.address(clients.client()));
  }
}
