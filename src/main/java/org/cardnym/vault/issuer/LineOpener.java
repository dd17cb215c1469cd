package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.cardnym.vault.card.CardMessage;
import org.cardnym.vault.issuer.AnswerRefused.Reason;
import org.cardnym.vault.refusal.Refusal;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A line's two layers: a JWS (ES256) by the bank inside a JWE for the vault
 * (docs/issuer-protocol.md §10). Keys are found by pinned names only; what was opened stays in
 * arrays that are wiped.
 *
 * @param opening the vault's private keys by their thumbprints
 * @param signing the bank's active signature keys by theirs
 * @param read reads what the bank has signed
 */
record LineOpener(
    Map<String, PrivateKey> opening,
    Map<String, PublicKey> signing,
    String institution,
    String issuer,
    Function<byte[], CardMessage> read,
    Clock clock) {
  /** How long a bank may give a file. */
  private static final Duration MOST = Duration.ofDays(31);

  private static final long AHEAD = 10;
  private static final int PARTS = 5;
  private static final int COORDINATE = 32;
  private static final Set<String> HEADER = Set.of("alg", "enc", "typ", "cty", "kid", "epk");
  private static final Set<String> EPHEMERAL = Set.of("kty", "crv", "x", "y");
  private static final AlgorithmConstraints AGREEMENT =
      only(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
  private static final AlgorithmConstraints CONTENT =
      only(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

  CustomerLine open(byte[] line) throws AnswerRefused {
    byte[] jws = decrypted(line);
    try {
      SignedAnswer signed = SignedAnswer.read(jws, "cardnym-customer+jwt");
      try {
        PublicKey key = signing.get(signed.kid());
        if (key == null) {
          throw new AnswerRefused(Reason.KEY);
        }
        return claimed(message(signed.verifiedBytes(key)));
      } finally {
        signed.wipe();
      }
    } finally {
      Arrays.fill(jws, (byte) 0);
    }
  }

  private byte[] decrypted(byte[] line) throws AnswerRefused {
    if (line.length > CustomerLines.MAX_LINE) {
      throw new AnswerRefused(Reason.SHAPE);
    }
    String text = new String(line, StandardCharsets.US_ASCII);
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new AnswerRefused(Reason.SHAPE);
    }
    for (String part : parts) {
      StrictBase64.decode(part);
    }
    ObjectNode header = StrictJson.object(StrictBase64.decode(parts[0]));
    requireHeader(header);
    PrivateKey key = opening.get(header.path("kid").textValue());
    if (key == null) {
      throw new AnswerRefused(Reason.KEY);
    }
    try {
      var jwe = new JsonWebEncryption();
      jwe.setAlgorithmConstraints(AGREEMENT);
      jwe.setContentEncryptionAlgorithmConstraints(CONTENT);
      jwe.setCompactSerialization(text);
      jwe.setKey(key);
      return jwe.getPlaintextBytes();
    } catch (JoseException | RuntimeException altered) {
      throw new AnswerRefused(Reason.SHAPE);
    }
  }

  /** Exactly these members, as in §3: none can name another key, algorithm or extension. */
  private static void requireHeader(ObjectNode header) throws AnswerRefused {
    boolean exact =
        names(header).equals(HEADER)
            && says(header, "alg", KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW)
            && says(header, "enc", ContentEncryptionAlgorithmIdentifiers.AES_256_GCM)
            && says(header, "typ", "cardnym-customer+jwe")
            && says(header, "cty", "JWT")
            && header.path("kid").isTextual()
            && header.path("epk") instanceof ObjectNode epk
            && names(epk).equals(EPHEMERAL)
            && says(epk, "kty", "EC")
            && says(epk, "crv", "P-256")
            && coordinate(epk.path("x"))
            && coordinate(epk.path("y"));
    if (!exact) {
      throw new AnswerRefused(Reason.HEADER);
    }
  }

  private static boolean coordinate(JsonNode member) throws AnswerRefused {
    return member.isTextual() && StrictBase64.decode(member.textValue()).length == COORDINATE;
  }

  private CardMessage message(byte[] payload) throws AnswerRefused {
    try {
      return read.apply(payload);
    } catch (Refusal malformed) {
      throw new AnswerRefused(Reason.SHAPE);
    }
  }

  private CustomerLine claimed(CardMessage message) throws AnswerRefused {
    try {
      requireParties(message);
      Instant expires = expires(message);
      String file = message.text("file");
      if (!"customer".equals(message.text("kind"))
          || file == null
          || !file.matches("[A-Za-z0-9_-]{22}")) {
        throw new AnswerRefused(Reason.MESSAGE);
      }
      int count = whole(message.number("count"));
      int line = whole(message.number("line"));
      if (line > count) {
        throw new AnswerRefused(Reason.MESSAGE);
      }
      return new CustomerLine(message, file, line, count, expires);
    } catch (AnswerRefused refused) {
      message.close();
      throw refused;
    }
  }

  private void requireParties(CardMessage message) throws AnswerRefused {
    if (!institution.equals(message.text("iss")) || !issuer.equals(message.text("aud"))) {
      throw new AnswerRefused(Reason.PARTIES);
    }
  }

  private Instant expires(CardMessage message) throws AnswerRefused {
    Long issued = message.number("iat");
    Long expires = message.number("exp");
    long now = clock.instant().getEpochSecond();
    if (issued == null
        || expires == null
        || issued < 0
        || issued > now + AHEAD
        || expires <= now
        || expires > issued + MOST.toSeconds()) {
      throw new AnswerRefused(Reason.TIME);
    }
    return Instant.ofEpochSecond(expires);
  }

  private static int whole(@Nullable Long number) throws AnswerRefused {
    if (number == null || number < 1 || number > Integer.MAX_VALUE) {
      throw new AnswerRefused(Reason.MESSAGE);
    }
    return number.intValue();
  }

  private static Set<String> names(ObjectNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean says(ObjectNode object, String member, String value) {
    return value.equals(object.path(member).textValue());
  }

  private static AlgorithmConstraints only(String algorithm) {
    return new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm);
  }

  @Override
  public String toString() {
    return "LineOpener";
  }
}
