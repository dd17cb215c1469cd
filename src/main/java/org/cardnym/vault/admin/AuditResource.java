package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditTrail;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The trail, newest first. Reading it is itself an entry (PCI DSS 10.2.1.3), written before it is
 * read.
 */
@Path("/admin/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class AuditResource {
  /** What the trail is ever about: identifiers, which are printable ASCII. */
  private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,200}");

  private final AuditTrail trail;
  private final Audit audit;
  private final Actor actor;

  AuditResource(AuditTrail trail, Audit audit, Actor actor) {
    this.trail = trail;
    this.audit = audit;
    this.actor = actor;
  }

  /**
   * One entry.
   *
   * @param sequence its identifier; later entries have greater ones
   * @param genuine false if the vault did not write the entry so: what it says is withheld then
   * @param refused true if it was set aside, and so is not signed
   * @param facts an object of texts
   */
  record Body(
      String sequence,
      boolean genuine,
      boolean refused,
      @Nullable Instant at,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subject,
      @Nullable String outcome,
      Map<String, String> facts) {
    static Body of(AuditTrail.Entry entry) {
      return new Body(
          TypeId.of(IdKind.EVENT, entry.id()),
          entry.genuine(),
          entry.refused(),
          entry.at(),
          entry.actor(),
          lowerCase(entry.action()),
          entry.subject(),
          lowerCase(entry.outcome()),
          entry.facts());
    }

    private static @Nullable String lowerCase(@Nullable String code) {
      return code == null ? null : code.toLowerCase(Locale.ROOT);
    }
  }

  /** 200, or 400; {@code subject} is the identifier of what entries are about. */
  @GET
  public ListPage<Body> list(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("subject") @Nullable String subject) {
    int size = Cursor.limit(limit);
    if (subject != null && !SUBJECT.matcher(subject).matches()) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "subject"));
    }
    audit.recordApart(
        AuditEvent.done(actor.name(), AuditAction.AUDIT_READ, null)
            .with(Map.of("limit", Integer.toString(size))));
    return ListPage.read(
        cursor,
        size,
        (before, most) -> trail.page(before, subject, most),
        AuditTrail.Entry::id,
        Body::of);
  }
}
