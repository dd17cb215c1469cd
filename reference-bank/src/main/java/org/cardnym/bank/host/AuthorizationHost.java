package org.cardnym.bank.host;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.keys.KeyedHash;
import org.cardnym.bank.ledger.Database;
import org.cardnym.bank.ledger.Decided;
import org.cardnym.bank.ledger.Messages;
import org.cardnym.bank.ledger.SeenTransmissions;
import org.cardnym.bank.message.Message;
import org.cardnym.bank.message.ReceivedMessage;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;

/**
 * Decides each message id once; transmission, decision and books are one transaction, committed
 * before it returns.
 */
public final class AuthorizationHost {

  private final Database database;
  private final SeenTransmissions seen;
  private final InstantSource clock;
  private final Messages messages = new Messages();
  private final Decided decided = new Decided();
  private final Authorizations authorizations;
  private final Verifications verifications;
  private final CodeReturns codeReturns;
  private final Reversals reversals = new Reversals();
  private final Refunds refunds;
  private final HolderNotices holderNotices = new HolderNotices();

  public AuthorizationHost(
      Database database, SeenTransmissions seen, KeyedHash keyedHash, InstantSource clock) {
    Tokens tokens = new Tokens();
    this.database = database;
    this.seen = seen;
    this.clock = clock;
    this.authorizations = new Authorizations(tokens, keyedHash);
    this.verifications = new Verifications(tokens, keyedHash);
    this.codeReturns = new CodeReturns(tokens, keyedHash);
    this.refunds = new Refunds(tokens);
  }

  /**
   * The decision on this message: its first one, however often it comes.
   *
   * @throws Refusal if the transmission was seen before, the id is known with other content, or the
   *     bank can't decide now
   */
  public Decision decide(ReceivedMessage received) {
    if (seen.full()) {
      throw new Refusal(RefusalCode.UNAVAILABLE);
    }
    // Other content is thrown after the commit, so that its transmission stays seen.
    return database
        .inTransaction(connection ->
            once(
                new Request(connection, received.transmission().messageId(), clock.instant()),
                received))
        .orElseThrow(() -> new Refusal(RefusalCode.CONTENT_DIFFERS));
  }

  /** What the answer to this message tells of the books; empty for a kind that asks for none. */
  public Optional<Decided.Page> books(Message message) {
    return message instanceof Message.Reconciliation asked
        ? Optional.of(database.inTransaction(connection -> decided.page(connection, asked)))
        : Optional.empty();
  }

  private Optional<Decision> once(Request request, ReceivedMessage received) throws SQLException {
    Instant now = request.now();
    if (!seen.add(request.connection(), received.transmission().jti(), now)) {
      throw new Refusal(RefusalCode.REPLAYED);
    }
    if (!messages.claim(request.connection(), received, now)) {
      return messages.firstDecision(request.connection(), received);
    }
    Decision decision = decideNew(request, received.message());
    messages.keep(request.connection(), request.messageId(), decision);
    return Optional.of(decision);
  }

  private Decision decideNew(Request request, Message message) throws SQLException {
    return switch (message) {
      case Message.Authorization asked -> authorizations.decide(request, asked);
      case Message.Verification asked -> verifications.decide(request, asked);
      case Message.VerificationCode returned -> codeReturns.decide(request, returned);
      case Message.Reversal reversal -> reversals.decide(request, reversal);
      case Message.Refund refund -> refunds.decide(request, refund);
      case Message.HolderNotice notice -> holderNotices.decide(request, notice);
      // Nothing is booked: the message id and its decision are all that stays.
      case Message.Echo echo -> Decision.acknowledged();
      case Message.Reconciliation asked -> {
        Decided.requireOwn(asked.cursor());
        yield Decision.acknowledged();
      }
    };
  }
}
