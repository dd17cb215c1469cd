package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.SigningKey;
import org.jspecify.annotations.Nullable;

/** One walk over the way to one bank: each check once, in order, each bounded in time. */
final class TrialWalk {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration OLD = Duration.ofMinutes(2);

  private final Inquirer inquirer;
  private final Channel channel;
  private final SigningKey key;
  private final ExecutorService threads;
  private final Clock clock;
  private final Approach approach;
  private final UUID message;
  private final ObjectNode content;
  private @Nullable Asked first;
  private @Nullable Told answered;

  TrialWalk(
      Inquirer inquirer, Channel channel, SigningKey key, ExecutorService threads, Clock clock) {
    this.inquirer = inquirer;
    this.channel = channel;
    this.key = key;
    this.threads = threads;
    this.clock = clock;
    this.approach = new Approach(channel.target());
    this.message = Uuids.next(clock.instant());
    this.content = text(Uuids.nonce());
  }

  /**
   * One check.
   *
   * @param left what is left of the time for the whole trial
   */
  TrialFinding look(TrialCheck check, Duration left) throws InterruptedException {
    Duration patience = left.compareTo(LONGEST) < 0 ? left : LONGEST;
    if (patience.toMillis() < 1) {
      return TrialFinding.skipped(check, "no_time_left");
    }
    try {
      return switch (check) {
        case RECORDS -> throw new IllegalArgumentException("looked at before");
        case NAME ->
            TrialFinding.held(check)
                .with("addresses", String.join(", ", bounded(approach::resolve, patience)));
        case CONNECTION -> connected(patience);
        case TLS -> handshaken(patience);
        case ECHO -> echoed(patience);
        case REPEAT -> repeated(patience);
        case OTHER_CONTENT -> refused(check, otherContent(), "409", patience);
        case REPLAY -> refused(check, first(), "400", patience);
        case AUDIENCE -> refused(check, elsewhere(), "400", patience);
        case EXPIRED -> refused(check, old(), "400", patience);
        case ALTERED -> refused(check, altered(), "400", patience);
        case FORGED -> refused(check, forged(), "400", patience);
        case STRANGER -> strange(patience);
        case CARD -> carded(patience);
      };
    } catch (IOException failed) {
      return TrialFinding.failed(check, Approach.reason(failed));
    }
  }

  private TrialFinding connected(Duration patience) throws IOException {
    approach.connect(patience);
    return TrialFinding.held(TrialCheck.CONNECTION);
  }

  private TrialFinding handshaken(Duration patience) throws IOException {
    Approach.Seen seen = approach.handshake(key, patience);
    return TrialFinding.held(TrialCheck.TLS)
        .with("protocol", seen.protocol())
        .with("certificateEnds", seen.certificate().getNotAfter().toInstant());
  }

  private TrialFinding echoed(Duration patience) throws InterruptedException {
    first = inquirer.seal(channel, envelope(message, 0), content);
    long began = System.nanoTime();
    Reply reply = post(first, patience);
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    if (!(reply instanceof Reply.Body body)) {
      return unanswered(TrialCheck.ECHO, reply);
    }
    try {
      answered = inquirer.judged(first, body);
      return TrialFinding.held(TrialCheck.ECHO)
          .with("sealedTo", channel.recipient().kid())
          .with("signedBy", answered.kid())
          .with("millis", millis);
    } catch (AnswerRefused refused) {
      return TrialFinding.failed(TrialCheck.ECHO, "answer_" + refused.reason().wire());
    }
  }

  private TrialFinding repeated(Duration patience) throws InterruptedException {
    Asked repeat = inquirer.seal(channel, envelope(message, 1), content);
    Reply reply = post(repeat, patience);
    if (!(reply instanceof Reply.Body body)) {
      return unanswered(TrialCheck.REPEAT, reply);
    }
    try {
      Told again = inquirer.judged(repeat, body);
      Told before = Objects.requireNonNull(answered);
      if (!again.answer().equals(before.answer())) {
        return TrialFinding.failed(TrialCheck.REPEAT, "other_decision");
      }
      return again.payload().path("jti").equals(before.payload().path("jti"))
          ? TrialFinding.failed(TrialCheck.REPEAT, "same_jti")
          : TrialFinding.held(TrialCheck.REPEAT);
    } catch (AnswerRefused refused) {
      return TrialFinding.failed(TrialCheck.REPEAT, "answer_" + refused.reason().wire());
    }
  }

  /** What the bank must refuse, and by this status: §7. */
  private TrialFinding refused(TrialCheck check, Asked asked, String status, Duration patience)
      throws InterruptedException {
    Reply reply = post(asked, patience);
    if (reply instanceof Reply.Body) {
      return TrialFinding.failed(check, "accepted");
    }
    return reply instanceof Reply.Unheard unheard && unheard.reason().equals("status_" + status)
        ? TrialFinding.held(check)
        : unanswered(check, reply);
  }

  private TrialFinding strange(Duration patience) throws IOException {
    Asked honest = inquirer.seal(channel, envelope(fresh(), 0), text(Uuids.nonce()));
    return approach.letsStrangersIn(honest.sealed(), patience)
        ? TrialFinding.failed(TrialCheck.STRANGER, "let_in")
        : TrialFinding.held(TrialCheck.STRANGER);
  }

  /**
   * Whatever the bank decides: that it decides, and signs that, shows that it could read the card.
   */
  private TrialFinding carded(Duration patience) throws InterruptedException {
    Envelope envelope = inquirer.envelope(channel, Kind.VERIFICATION, fresh(), 0);
    Asked asked = inquirer.seal(channel, envelope, TestCard.verification(clock.instant()));
    Reply reply = post(asked, patience);
    if (!(reply instanceof Reply.Body body)) {
      return unanswered(TrialCheck.CARD, reply);
    }
    try {
      return TrialFinding.held(TrialCheck.CARD)
          .with("decision", inquirer.judged(asked, body).payload().path("decision").asText());
    } catch (AnswerRefused refused) {
      return TrialFinding.failed(TrialCheck.CARD, "answer_" + refused.reason().wire());
    }
  }

  private Asked otherContent() {
    return inquirer.seal(channel, envelope(message, 2), text(Uuids.nonce()));
  }

  private Asked elsewhere() {
    Envelope envelope =
        inquirer.envelope(channel, Kind.ECHO, fresh(), 0, "not-" + suffix(), clock.instant());
    return inquirer.seal(channel, envelope, content);
  }

  private Asked old() {
    Instant before = clock.instant().minus(OLD);
    Envelope envelope =
        inquirer.envelope(channel, Kind.ECHO, fresh(), 0, channel.institutionId(), before);
    return inquirer.seal(channel, envelope, content);
  }

  private Asked altered() {
    Asked honest = inquirer.seal(channel, envelope(fresh(), 0), content);
    byte[] bytes = honest.sealed();
    // The first letter of the tag: all six of its bits count.
    int place = new String(bytes, java.nio.charset.StandardCharsets.US_ASCII).lastIndexOf('.') + 1;
    bytes[place] = (byte) (bytes[place] == 'A' ? 'B' : 'A');
    return honest.with(bytes);
  }

  private Asked forged() {
    return inquirer.sealForged(channel, envelope(fresh(), 0), content);
  }

  /** Short enough to be an institution's id, and not this one's. */
  private String suffix() {
    String id = channel.institutionId();
    return id.substring(0, Math.min(id.length(), 28));
  }

  private Asked first() {
    return Objects.requireNonNull(first);
  }

  private Envelope envelope(UUID id, int repeat) {
    return inquirer.envelope(channel, Kind.ECHO, id, repeat);
  }

  private UUID fresh() {
    return Uuids.next(clock.instant());
  }

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  /**
   * A pooled connection that ended as it was taken says nothing of the bank, and nothing of the
   * message has gone out: it is sent once more.
   */
  private Reply post(Asked asked, Duration patience) throws InterruptedException {
    Reply reply = inquirer.post(asked, patience);
    return reply instanceof Reply.NotSent unsent && !unsent.late()
        ? inquirer.post(asked, patience)
        : reply;
  }

  private static TrialFinding unanswered(TrialCheck check, Reply reply) {
    return switch (reply) {
      case Reply.NotSent unsent ->
          TrialFinding.failed(check, "not_sent").with("cause", unsent.reason());
      case Reply.Unheard lost ->
          TrialFinding.failed(
              check,
              lost.reason().startsWith("status_")
                      || lost.reason().equals("deadline")
                      || lost.reason().equals("oversized")
                  ? lost.reason()
                  : "closed");
      case Reply.Body body -> throw new IllegalArgumentException("it was answered");
    };
  }

  /** A name's look-up has no limit of its own. */
  private <T> T bounded(Callable<T> look, Duration patience)
      throws IOException, InterruptedException {
    var asked = threads.submit(look);
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      asked.cancel(true);
      throw new java.net.SocketTimeoutException();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("a name could not be looked up", failed);
    }
  }
}
