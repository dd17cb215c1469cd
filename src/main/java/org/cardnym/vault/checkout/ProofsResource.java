package org.cardnym.vault.checkout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.payment.BoundPayments;
import org.cardnym.vault.payment.CardOffered;
import org.cardnym.vault.payment.ChosenCards;
import org.cardnym.vault.payment.PageView;
import org.cardnym.vault.payment.Pipeline;
import org.cardnym.vault.payment.ProofsGiven;
import org.cardnym.vault.proof.GivenProofs;
import org.cardnym.vault.proof.PaymentProofs;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.jspecify.annotations.Nullable;

/** The payment page's own API: proofs in, outcome out. Same origin only; never for merchants. */
@Path("/pay/{id}")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ProofsResource {
  private static final UUID NO_CARD = new UUID(0, 0);

  private final BoundPayments payments;
  private final Pipeline pipeline;
  private final ChosenCards chosen;
  private final KnownBrowsers known;
  private final ClientAddress clients;
  private final Reader reader;

  ProofsResource(
      BoundPayments payments,
      Pipeline pipeline,
      ChosenCards chosen,
      KnownBrowsers known,
      ClientAddress clients,
      Reader reader) {
    this.payments = payments;
    this.pipeline = pipeline;
    this.chosen = chosen;
    this.known = known;
    this.clients = clients;
    this.reader = reader;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Seen(
      String state,
      String merchant,
      String amount,
      String orderReference,
      @Nullable String retry,
      @Nullable String why,
      @Nullable List<Card> cards,
      Instant expiresAt,
      long secondsLeft,
      String returnUrl) {}

  /** A card to choose from, once the proofs held; without a nickname it is null. Does not print. */
  record Card(
      String id, @Nullable String nickname, String brand, String lastFour, boolean preferred) {
    static Card of(CardOffered card) {
      return new Card(card.id(), card.nickname(), card.brand(), card.lastFour(), card.preferred());
    }

    @Override
    public String toString() {
      return "Card";
    }
  }

  record CardAsked(@Nullable String card) {}

  /**
   * 200 with the state after the proofs held, and the cookie by which this browser is recognized;
   * 403 {@code proof_failed} for any proof that did not; 400 for a password without a code where
   * the page asks for both; 409 {@code payment_proven} after that. With {@code chooseCard} a payer
   * of several cards gets {@code cards} instead of an outcome.
   */
  @POST
  @Path("/proofs")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response prove(
      @PathParam("id") String id, @Context HttpHeaders headers, @Nullable PaymentProofs given) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    @Nullable String cookie = Presented.binding(paymentId, headers);
    if (given == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    UUID browser;
    try (GivenProofs proofs = given.given()) {
      boolean chooseCard = Boolean.TRUE.equals(given.chooseCard());
      var all = new ProofsGiven(browser(headers), clients.client(), proofs, chooseCard);
      browser = pipeline.pay(paymentId, cookie, all);
    }
    return Response.ok(answer(paymentId, cookie))
        .header(HttpHeaders.SET_COOKIE, known.cookie(browser).header())
        .build();
  }

  /**
   * Pays with a card of those that were offered: 200 with the state; 422 {@code card_not_usable}
   * for any other; 409 {@code step_out_of_order} before the proofs held, {@code payment_ended}
   * after a choice; 410 {@code payment_expired}.
   */
  @POST
  @Path("/card")
  @Consumes(MediaType.APPLICATION_JSON)
  public Seen choose(
      @PathParam("id") String id, @Context HttpHeaders headers, @Nullable CardAsked asked) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    @Nullable String cookie = Presented.binding(paymentId, headers);
    if (asked == null || asked.card() == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    chosen.pay(paymentId, cookie, card(asked.card()));
    return answer(paymentId, cookie);
  }

  /** What is no card's identifier names no card: the choice refuses it like any other. */
  private static UUID card(String id) {
    try {
      return TypeId.parse(IdKind.CARD, id);
    } catch (Refusal none) {
      return NO_CARD;
    }
  }

  /** 200 with the payment as it stands, for its own browser. */
  @GET
  @Path("/view")
  public Seen view(@PathParam("id") String id, @Context HttpHeaders headers) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    return answer(paymentId, Presented.binding(paymentId, headers));
  }

  private Seen answer(UUID paymentId, @Nullable String cookie) {
    return seen(payments.view(paymentId, cookie));
  }

  private @Nullable UUID browser(HttpHeaders headers) {
    return known.read(Presented.value(KnownBrowsers.COOKIE, headers)).orElse(null);
  }

  private Seen seen(PageView view) {
    List<CardOffered> cards = view.cards();
    return new Seen(
        view.state(),
        view.merchant(),
        view.amount().display(reader.language().formats()),
        view.orderReference(),
        view.retry(),
        view.why(),
        cards == null ? null : cards.stream().map(Card::of).toList(),
        view.expiresAt(),
        view.secondsLeft(),
        view.returnUrl());
  }
}
