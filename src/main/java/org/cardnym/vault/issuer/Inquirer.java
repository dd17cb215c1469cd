package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.AnswerRefused.Reason;
import org.cardnym.vault.keys.Signatures;

/**
 * Makes, sends and judges messages that only ask ({@link Kind#asks}), one transmission at a time;
 * nothing of them is kept.
 */
@ApplicationScoped
class Inquirer {
  private final Channels channels;
  private final Links links;
  private final Signatures signatures;
  private final IssuerName issuer;
  private final Clock clock;

  Inquirer(Channels channels, Links links, Signatures signatures, IssuerName issuer, Clock clock) {
    this.channels = channels;
    this.links = links;
    this.signatures = signatures;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * @throws org.cardnym.vault.refusal.Refusal as {@link Channels#open}
   */
  Channel open(UUID bankId, Kind kind) {
    return channels.open(bankId, kind);
  }

  Envelope envelope(Channel channel, Kind kind, UUID messageId, int repeat) {
    return envelope(channel, kind, messageId, repeat, channel.institutionId(), clock.instant());
  }

  /** One that may be wrong on purpose: for another institution, or of another time. */
  Envelope envelope(
      Channel channel, Kind kind, UUID messageId, int repeat, String audience, Instant at) {
    return new Envelope(
        issuer.text(),
        audience,
        Uuids.nonce(),
        kind,
        TypeId.of(IdKind.MESSAGE, messageId),
        repeat,
        at);
  }

  Asked seal(Channel channel, Envelope envelope, ObjectNode content) {
    return sealed(channel, envelope, jose(channel, envelope).seal(payload(envelope, content)));
  }

  /** With a signature that is not the vault's. */
  Asked sealForged(Channel channel, Envelope envelope, ObjectNode content) {
    return sealed(
        channel, envelope, jose(channel, envelope).sealForged(payload(envelope, content)));
  }

  /** For a virtual thread. */
  Reply post(Asked asked, Duration patience) throws InterruptedException {
    return links.to(asked.channel()).post(asked.sealed(), patience);
  }

  Told judged(Asked asked, Reply.Body body) throws AnswerRefused {
    SignedAnswer signed = SignedAnswer.read(body.bytes());
    PinnedKey key =
        channels
            .answerKey(asked.channel().bankId(), asked.question().kind(), signed.kid())
            .orElseThrow(() -> new AnswerRefused(Reason.KEY));
    ObjectNode payload = signed.verified(key.key());
    Answer answer = AnswerRule.judge(payload, asked.question(), clock.instant());
    return new Told(answer, payload, key.kid());
  }

  private MessageJose jose(Channel channel, Envelope envelope) {
    return new MessageJose(signatures.message(), channel.recipient(), envelope.kind());
  }

  private static byte[] payload(Envelope envelope, ObjectNode content) {
    return envelope.around(content.toString());
  }

  private static Asked sealed(Channel channel, Envelope envelope, byte[] sealed) {
    return new Asked(channel, Question.of(envelope, sealed), sealed);
  }
}
