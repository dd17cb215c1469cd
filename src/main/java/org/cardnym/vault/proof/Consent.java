package org.cardnym.vault.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;

/**
 * What somebody agrees to by proving: one act, and all of it that must not change. A method that
 * signs puts the digest into what it signs (PSD2 RTS art. 5, dynamic linking).
 */
public final class Consent {
  private final UUID subject;
  private final byte[] digest;

  private Consent(UUID subject, byte[] digest) {
    this.subject = subject;
    this.digest = digest;
  }

  /** The payment, or the session, that it is about. */
  public UUID subject() {
    return subject;
  }

  /** SHA-256 over the act. */
  public byte[] digest() {
    return digest.clone();
  }

  /** To pay exactly this: payment, merchant, amount and currency. */
  public static Consent to(ProofSubject payment) {
    return new Consent(
        payment.paymentId(),
        digest(
            "payment",
            Uuids.bytes(payment.paymentId()),
            Uuids.bytes(payment.merchantId()),
            ByteBuffer.allocate(Long.BYTES).putLong(payment.amount().value()).array(),
            payment.amount().currency().getBytes(StandardCharsets.US_ASCII)));
  }

  /** To be signed in, by the ceremony or session of this identifier. */
  public static Consent signIn(UUID subject) {
    return new Consent(subject, digest("sign-in", Uuids.bytes(subject)));
  }

  /** To have an account at an identity service prove this payer from now on. */
  public static Consent linkAccount(UUID session, UUID payerId) {
    return new Consent(session, digest("link-account", Uuids.bytes(session), Uuids.bytes(payerId)));
  }

  /** Each part with its length before it, so that no two acts are the same bytes. */
  private static byte[] digest(String act, byte[]... parts) {
    var all = new ByteArrayOutputStream();
    part(all, ("cardnym/consent/" + act).getBytes(StandardCharsets.US_ASCII));
    for (byte[] each : parts) {
      part(all, each);
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void part(ByteArrayOutputStream all, byte[] part) {
    all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    all.writeBytes(part);
  }
}
