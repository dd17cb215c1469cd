package org.cardnym.vault.card;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSessions;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one address that takes a card number: from the vault's own page, for the payer of the page's
 * session. Its path stands at the method: at the class it would hide what others have below it
 * (Jakarta REST 3.7.2).
 */
@Path("/enrol")
class CardResource {
  /** More than a form with every member at its longest. */
  static final int MAX_BYTES = 4_096;

  private static final Logger LOG = Logger.getLogger(CardResource.class);

  /** Reasons that depend on nothing of the card but its bank, so that the page may tell them. */
  private static final Set<ErrorCode> TOLD =
      EnumSet.of(
          ErrorCode.SESSION_ENDED,
          ErrorCode.PROOF_TOO_OLD,
          ErrorCode.RECOVERED_RECENTLY,
          ErrorCode.STEP_OUT_OF_ORDER,
          ErrorCode.LIMIT_UNFIT,
          ErrorCode.BANK_DRAINING);

  private final EnteredCards cards;
  private final Instance<CardEntered> enrolment;
  private final ClientAddress address;

  CardResource(EnteredCards cards, Instance<CardEntered> enrolment, ClientAddress address) {
    this.cards = cards;
    this.address = address;
    this.enrolment = enrolment;
  }

  /**
   * The new card and how far it has come: {@code active}, {@code limited} or {@code code_required}.
   */
  record Added(String card, String state) {}

  /**
   * Adds a card.
   *
   * @param body as {@link CardForm} says
   * @return 200; 422 {@code card_not_added} whatever about the card was wrong, or {@code
   *     limit_unfit}; 409 {@code bank_draining} where the card's bank takes no new ones; 401, 403
   *     and 409 for the session
   */
  @POST
  @Path("/card")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  @RunOnVirtualThread
  public Added add(InputStream body, @CookieParam(PageSessions.COOKIE) @Nullable String session) {
    byte[] bytes = {};
    try {
      bytes = body.readNBytes(MAX_BYTES + 1);
      return add(bytes, session);
    } catch (Refusal refused) {
      throw TOLD.contains(refused.code()) ? refused : new Refusal(ErrorCode.CARD_NOT_ADDED);
    } catch (IOException | RuntimeException failed) {
      // Its message could quote what was sent.
      LOG.errorf("card_not_added error=%s", failed.getClass().getName());
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private Added add(byte[] bytes, @Nullable String session) {
    if (bytes.length > MAX_BYTES) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
    try (EnteredCard card = cards.read(bytes, session, address.client())) {
      CardEntered.Answer answer = enrolment.get().entered(card);
      return new Added(TypeId.of(IdKind.CARD, answer.cardId()), answer.progress().wire());
    }
  }
}
