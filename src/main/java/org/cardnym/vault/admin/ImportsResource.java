package org.cardnym.vault.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.approval.Approvals;
import org.cardnym.vault.change.CustomersImport;
import org.cardnym.vault.change.ImportKeyRetirement;
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.intake.BlockTaking;
import org.cardnym.vault.intake.Blocks;
import org.cardnym.vault.intake.IntakeView;
import org.cardnym.vault.intake.Intakes;
import org.cardnym.vault.intake.RefusedLine;
import org.cardnym.vault.issuer.IntakeKeys;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Files in which banks move their customers in. Each line is sealed for the vault, so nobody on the
 * way sees a card; two people sign for a file before it is sent.
 */
@Path("/admin/v1/payers/imports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ImportsResource {
  private final Intakes intakes;
  private final BlockTaking blocks;
  private final IntakeKeys keys;
  private final CustomersImport change;
  private final ImportKeyRetirement keyEnd;
  private final Approvals approvals;
  private final Requests requests;
  private final Actor actor;

  ImportsResource(
      Intakes intakes,
      BlockTaking blocks,
      IntakeKeys keys,
      CustomersImport change,
      ImportKeyRetirement keyEnd,
      Approvals approvals,
      Requests requests,
      Actor actor) {
    this.intakes = intakes;
    this.blocks = blocks;
    this.keys = keys;
    this.change = change;
    this.keyEnd = keyEnd;
    this.approvals = approvals;
    this.requests = requests;
    this.actor = actor;
  }

  /**
   * A file.
   *
   * @param bank {@code bnk_…}
   * @param lines how many it has
   * @param first its first line
   * @param blocks as {@link Blocks} says
   * @param reason for the two who sign
   */
  record Asked(
      @Nullable String bank,
      @Nullable Integer lines,
      @Nullable String first,
      @Nullable List<@Nullable String> blocks,
      @Nullable String reason) {}

  /** How an import stands; {@code next} is the block that is wanted, null once all were taken. */
  record Body(
      @com.fasterxml.jackson.annotation.JsonProperty("import") String id,
      String bank,
      String file,
      String digest,
      String state,
      int lines,
      int linesPerBlock,
      @Nullable Integer next,
      int imported,
      int refused,
      String openedBy,
      Instant openedAt,
      @Nullable Instant endedAt) {
    static Body of(IntakeView view) {
      boolean ended = view.endedAt() != null;
      return new Body(
          TypeId.of(IdKind.INTAKE, view.id()),
          TypeId.of(IdKind.BANK, view.bankId()),
          view.file(),
          view.digest(),
          ended ? "ended" : "open",
          view.lines(),
          Blocks.LINES,
          ended ? null : view.done(),
          view.imported(),
          view.refused(),
          view.openedBy(),
          view.openedAt(),
          view.endedAt());
    }
  }

  /** 200 with the key that banks seal to, a public JWK; made at the first call. */
  @POST
  @Path("/key")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("operator")
  public Map<String, Object> key() {
    return keys.current(actor.name());
  }

  /** 200 with all keys that open files, the newest first. */
  @GET
  @Path("/keys")
  @RolesAllowed({"operator", "auditor"})
  public ListPage<IntakeKeys.View> keys() {
    return ListPage.whole(keys.list());
  }

  /** 200 with a new key that banks seal to from now on, a public JWK. */
  @POST
  @Path("/keys")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("operator")
  public Map<String, Object> replaceKey() {
    return keys.replace(actor.name());
  }

  /**
   * 202 with the request that two must sign; 400 without a reason, 404, 409 {@code conflict} for
   * the newest key or while a file is open.
   */
  @POST
  @Path("/keys/{kid}/retire")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response retireKey(@PathParam("kid") String kid, @Nullable Because because) {
    return requests.ask(keyEnd, ImportKeyRetirement.of(kid), Because.of(because));
  }

  /**
   * Asks for a file. 202 with the request that two must sign; 200 with how it stands where they
   * have, or one operator is enough; 422 {@code line_refused} with the reason, 409 {@code
   * import_known}, 404 without the bank, 413 beyond 500000 lines.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response ask(@Nullable Asked given) {
    Asked asked = Given.body(given);
    UUID bankId = TypeId.parse(IdKind.BANK, Given.member(asked.bank(), "bank"));
    int lines = Given.member(asked.lines(), "lines");
    var named = Blocks.of(lines, Given.members(asked.blocks(), "blocks"));
    Optional<IntakeView> open = intakes.find(bankId, named.digest());
    if (open.isPresent()) {
      return Response.ok(Body.of(open.get())).build();
    }
    Intakes.File file = intakes.file(bankId, Given.member(asked.first(), "first"), lines, named);
    return waiting(file)
        .or(() -> requests.ask(change, () -> CustomersImport.of(file), asked.reason()))
        .orElseGet(() -> Response.ok(Body.of(intakes.open(actor.name(), file))).build());
  }

  /** 200, or 404. */
  @GET
  @Path("/{id}")
  @RolesAllowed({"operator", "auditor"})
  public Body get(@PathParam("id") String id) {
    return Body.of(found(id));
  }

  /**
   * Takes the next block, as many lines as {@code linesPerBlock} says. 200 with how it stands, also
   * for one that was taken before; 409 {@code conflict} with the {@code next}, or with the {@code
   * state} of a bank that takes no new cards now; 409 {@code import_other_file} for other bytes
   * than were signed for, 413, 404.
   */
  @POST
  @Path("/{id}/blocks/{block}")
  @Consumes(MediaType.TEXT_PLAIN)
  @RolesAllowed("operator")
  public Body take(
      @PathParam("id") String id, @PathParam("block") String block, byte @Nullable [] lines) {
    if (!block.matches("[0-9]{1,6}")) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    byte[] given = lines == null ? new byte[0] : lines;
    return Body.of(blocks.take(TypeId.parse(IdKind.INTAKE, id), Integer.parseInt(block), given));
  }

  /** Lines that were not taken, and why; never anything of what they hold. */
  @GET
  @Path("/{id}/refused")
  @RolesAllowed({"operator", "auditor"})
  public ListPage<RefusedLine> refused(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Cursor.limit(limit);
    int after = cursor == null ? 0 : line(cursor);
    List<RefusedLine> found = intakes.refused(found(id).id(), after, size + 1);
    boolean more = found.size() > size;
    List<RefusedLine> shown = more ? found.subList(0, size) : found;
    return new ListPage<>(shown, more ? Integer.toString(shown.getLast().line()) : null);
  }

  /** The same request again, so that running the command twice asks nobody twice. */
  private Optional<Response> waiting(Intakes.File file) {
    return approvals
        .waiting(CustomersImport.KIND, CustomersImport.subject(file))
        .map(each -> Response.accepted(ApprovalBody.of(each)).build());
  }

  private IntakeView found(String id) {
    return intakes
        .find(TypeId.parse(IdKind.INTAKE, id))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private static int line(String cursor) {
    if (!cursor.matches("[0-9]{1,6}")) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "cursor"));
    }
    return Integer.parseInt(cursor);
  }
}
