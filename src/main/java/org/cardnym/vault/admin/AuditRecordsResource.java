package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditRecords;
import org.cardnym.vault.audit.TrailHead;
import org.cardnym.vault.audit.TrailPage;
import org.cardnym.vault.audit.TrailPlace;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The trail as it is signed, for whoever checks it. Each page is itself an entry (PCI DSS
 * 10.2.1.3), written before it is read; it stands after what is asked for, so reading comes to an
 * end.
 */
@Path("/admin/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "auditor"})
@RunOnVirtualThread
class AuditRecordsResource {
  private static final int MOST = 1000;

  private final AuditRecords records;
  private final Audit audit;
  private final Actor actor;

  AuditRecordsResource(AuditRecords records, Audit audit, Actor actor) {
    this.records = records;
    this.audit = audit;
    this.actor = actor;
  }

  /** 200. */
  @GET
  @Path("/head")
  public TrailHead head() {
    return records.head();
  }

  /**
   * 200, or 400.
   *
   * @param from the first batch, 1 unless given
   * @param until the last batch, which a reader takes from {@link #head}
   */
  @GET
  @Path("/records")
  public TrailPage records(
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    long first = from == null ? 1 : number("from", from, Long.MAX_VALUE);
    long last = number("until", until == null ? "" : until, Long.MAX_VALUE);
    int most = size(limit);
    TrailPlace after =
        cursor == null || cursor.isEmpty() ? TrailPlace.before(first) : TrailPlace.read(cursor);
    read(most, Map.of("after", Long.toString(after.batch()), "until", Long.toString(last)));
    return records.placed(after, last, most);
  }

  /** 200, or 400: entries that no signed batch holds. */
  @GET
  @Path("/apart")
  public TrailPage apart(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = size(limit);
    UUID after = Cursor.read(cursor);
    read(most, Map.of());
    return records.apart(after, most);
  }

  private void read(int most, Map<String, String> facts) {
    audit.recordApart(
        AuditEvent.done(actor.name(), AuditAction.AUDIT_READ, null)
            .with(facts)
            .with(Map.of("limit", Integer.toString(most))));
  }

  private static int size(@Nullable String limit) {
    return limit == null ? Cursor.MAX_LIMIT : Math.toIntExact(number("limit", limit, MOST));
  }

  private static long number(String field, String text, long most) {
    long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    boolean fits = number >= (field.equals("until") ? 0 : 1) && number <= most;
    if (!fits) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", field));
    }
    return number;
  }
}
