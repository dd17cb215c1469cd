package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;

/** What the trail's signatures are checked with: the keys that came with it, or those kept. */
final class TrailKeys {
  private final Map<Integer, byte[]> told = new TreeMap<>();

  /** The last batch of those whose private half has ended. */
  private final Map<Integer, Long> last = new TreeMap<>();

  private final Set<String> pinned;

  /**
   * @param keys as the vault tells them
   * @param pinned fingerprints of those that are believed; empty believes all
   */
  TrailKeys(JsonNode keys, Set<String> pinned) {
    keys.forEach(key -> {
      int version = key.path("version").asInt();
      told.put(version, bytes(key.path("publicKey").asText()));
      if (key.path("lastBatch").isNumber()) {
        last.put(version, key.path("lastBatch").asLong());
      }
    });
    this.pinned = Set.copyOf(pinned);
  }

  /**
   * The fingerprints of keys that were kept.
   *
   * @throws Failure if a text is neither a fingerprint nor a public key
   */
  static Set<String> fingerprints(List<String> kept) {
    return kept.stream().map(TrailKeys::fingerprint).collect(Collectors.toUnmodifiableSet());
  }

  boolean arePinned() {
    return !pinned.isEmpty();
  }

  /** Whether this version signed nothing any more when this batch was made. */
  boolean hadEnded(int version, long batch) {
    return batch > last.getOrDefault(version, Long.MAX_VALUE);
  }

  /** Whether this version may sign the trail. */
  boolean knows(int version) {
    byte[] key = told.get(version);
    return key != null && (pinned.isEmpty() || pinned.contains(Hashes.hex(Hashes.of(key))));
  }

  /** ECDSA P-256 with SHA-256 over the hash, r then s (IEEE P1363). */
  boolean verify(int version, byte[] hash, byte[] signature) {
    PublicKey key = knows(version) ? key(told.get(version)) : null;
    if (key == null) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(key);
      check.update(hash);
      return check.verify(signature);
    } catch (GeneralSecurityException notOne) {
      return false;
    }
  }

  ArrayNode json() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    told.forEach((version, key) ->
        json.addObject()
            .put("version", version)
            .put("fingerprint", Hashes.hex(Hashes.of(key)))
            .put("kept", pinned.contains(Hashes.hex(Hashes.of(key)))));
    return json;
  }

  private static @Nullable PublicKey key(byte @Nullable [] encoded) {
    try {
      return encoded == null
          ? null
          : KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException unfit) {
      return null;
    }
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private static String fingerprint(String text) {
    if (text.matches("[0-9a-f]{64}")) {
      return text;
    }
    if (key(bytes(text)) == null) {
      throw new Failure(
          Trouble.INPUT_INVALID,
          "--key takes a fingerprint (64 hexadecimal digits) or a public key (base64).");
    }
    return Hashes.hex(Hashes.of(bytes(text)));
  }
}
