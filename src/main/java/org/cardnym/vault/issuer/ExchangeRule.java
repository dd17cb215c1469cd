package org.cardnym.vault.issuer;

import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.issuer.Step.Close;
import org.cardnym.vault.issuer.Step.Ignore;
import org.cardnym.vault.issuer.Step.Pause;
import org.cardnym.vault.issuer.Step.Reverse;
import org.cardnym.vault.issuer.Step.Transmit;

/**
 * Decides what becomes of an exchange: a pure function of where it stands, what happened, and the
 * time (docs/issuer-protocol.md §6).
 */
final class ExchangeRule {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * No money waits for a notice, and a bank may have thousands of them to take when it comes back:
   * its longest pause is so many times a reversal's.
   */
  static final int NOTICE_PATIENCE = 12;

  /**
   * No authorization begins where less than this is left of its window: its answer would come too
   * late.
   */
  private static final Duration LEAST = Duration.ofMillis(200);

  private final IssuerSettings settings;

  ExchangeRule(IssuerSettings settings) {
    this.settings = settings;
  }

  Step next(Standing standing, Event event, Instant now) {
    if (standing.state() == ExchangeState.REVERSING || standing.state() == ExchangeState.CLOSED) {
      return new Ignore();
    }
    boolean comesToDrive = event == Event.TRY || event == Event.LEFT;
    if (comesToDrive && standing.underWay(now)) {
      return new Ignore();
    }
    return switch (event) {
      case TRY -> tried(standing, now);
      case LEFT -> left(standing, now);
      case APPROVED, DECLINED, CODE_REQUIRED, ACKNOWLEDGED -> decided(standing, event, now);
      case NOT_SENT -> notSent(standing, now);
      case UNSENDABLE -> unsendable(standing, now);
      case UNKNOWN -> unknown(standing, now);
    };
  }

  private Step tried(Standing standing, Instant now) {
    // A transmission of which nothing was heard in time counts as one that arrived: the process may
    // have died.
    boolean uncertain = standing.uncertain() || standing.state() == ExchangeState.SENDING;
    if (standing.kind().once()) {
      return standing.state() == ExchangeState.INTENDED ? new Transmit(false) : new Ignore();
    }
    if (standing.kind() != Kind.AUTHORIZATION) {
      return new Transmit(uncertain);
    }
    Duration left = left(standing.windowEnds(), now);
    if (left.isZero()) {
      return uncertain ? new Reverse() : new Close(Outcome.NOT_SENT);
    }
    return left.compareTo(LEAST) < 0 ? new Pause(uncertain, left) : new Transmit(uncertain);
  }

  private Step left(Standing standing, Instant now) {
    if (!standing.kind().once()) {
      return tried(standing, now);
    }
    return new Close(
        standing.state() == ExchangeState.INTENDED ? Outcome.NOT_SENT : Outcome.UNKNOWN);
  }

  private Step decided(Standing standing, Event decision, Instant now) {
    return switch (decision) {
      case APPROVED ->
          standing.kind().onlyAcknowledged() ? unknown(standing, now) : new Close(Outcome.APPROVED);
      case DECLINED ->
          standing.kind().onlyAcknowledged() ? unknown(standing, now) : new Close(Outcome.DECLINED);
      case CODE_REQUIRED ->
          standing.kind() == Kind.VERIFICATION
              ? new Close(Outcome.CODE_REQUIRED)
              : unknown(standing, now);
      case ACKNOWLEDGED ->
          switch (standing.kind()) {
            case REVERSAL -> new Close(Outcome.REVERSED);
            case HOLDER_NOTICE -> new Close(Outcome.ACKNOWLEDGED);
            default -> unknown(standing, now);
          };
      default -> throw new IllegalArgumentException("no decision");
    };
  }

  private Step notSent(Standing standing, Instant now) {
    return standing.kind().once()
        ? new Close(Outcome.NOT_SENT)
        : new Pause(standing.uncertain(), pause(standing, now));
  }

  private Step unsendable(Standing standing, Instant now) {
    boolean never = standing.kind() == Kind.AUTHORIZATION && !standing.uncertain();
    if (never || standing.kind().once()) {
      return new Close(Outcome.NOT_SENT);
    }
    return standing.kind() == Kind.AUTHORIZATION
        ? new Pause(true, left(standing.windowEnds(), now))
        : new Pause(standing.uncertain(), pause(standing, now));
  }

  private Step unknown(Standing standing, Instant now) {
    return standing.kind().once()
        ? new Close(Outcome.UNKNOWN)
        : new Pause(true, pause(standing, now));
  }

  /** Doubles with each transmission; an authorization's never leaves its window. */
  private Duration pause(Standing standing, Instant now) {
    boolean authorization = standing.kind() == Kind.AUTHORIZATION;
    Duration first = authorization ? settings.firstRepeat() : settings.firstReversal();
    Duration most =
        switch (standing.kind()) {
          case AUTHORIZATION -> settings.mostRepeat();
          case HOLDER_NOTICE -> settings.mostReversal().multipliedBy(NOTICE_PATIENCE);
          default -> settings.mostReversal();
        };
    int doublings = Math.min(Math.max(standing.transmissions() - 1, 0), MOST_DOUBLINGS);
    Duration pause = shorter(first.multipliedBy(1L << doublings), most);
    return authorization ? shorter(pause, left(standing.windowEnds(), now)) : pause;
  }

  private static Duration left(Instant until, Instant now) {
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
