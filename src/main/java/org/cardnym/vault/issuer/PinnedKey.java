package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A bank's public key with its thumbprint: of an allowed kind, or none at all
 * (docs/issuer-protocol.md §2, RFC 8725 §3.1).
 */
final class PinnedKey {
  private static final Map<String, Set<String>> PUBLIC_MEMBERS =
      Map.of("EC", Set.of("kty", "crv", "x", "y"), "RSA", Set.of("kty", "n", "e"));
  private static final Set<String> DESCRIPTIVE = Set.of("use", "kid", "alg", "key_ops");

  private final PublicKey key;
  private final SortedMap<String, Object> members;
  private final String kid;

  private PinnedKey(PublicKey key, SortedMap<String, Object> members, String kid) {
    this.key = key;
    this.members = members;
    this.kid = kid;
  }

  /**
   * Judges a JWK (RFC 7517) that somebody hands over.
   *
   * @throws Refusal {@link ErrorCode#BANK_KEY_UNFIT} with a {@code reason}
   */
  static PinnedKey of(BankKey.Use use, Map<String, ?> jwk) {
    Set<String> needed = PUBLIC_MEMBERS.get(text(jwk, "kty"));
    if (needed == null || (use == BankKey.Use.SIG && !"EC".equals(jwk.get("kty")))) {
      throw unfit("kind");
    }
    var members = new TreeMap<String, Object>();
    for (String name : needed) {
      members.put(name, text(jwk, name));
    }
    if (!jwk.keySet().stream()
        .allMatch(name -> needed.contains(name) || DESCRIPTIVE.contains(name))) {
      throw unfit("members");
    }
    requireSaid(jwk.get("use"), Set.of(use.wire()), "use");
    PinnedKey pinned = open(members);
    requireSaid(jwk.get("kid"), Set.of(pinned.kid), "kid");
    requireSaid(
        jwk.get("alg"), Set.of(use == BankKey.Use.SIG ? "ES256" : pinned.encryption()), "alg");
    return pinned;
  }

  /** Reads what {@link #json()} wrote. */
  static PinnedKey read(BankKey.Use use, String json) {
    try {
      var members = new LinkedHashMap<String, Object>();
      ObjectNode object = StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
      object
          .properties()
          .forEach(member -> members.put(member.getKey(), member.getValue().textValue()));
      return of(use, members);
    } catch (AnswerRefused impossible) {
      throw new IllegalStateException("a guarded key is no JSON");
    }
  }

  PublicKey key() {
    return key;
  }

  /** The RFC 7638 thumbprint. */
  String kid() {
    return kid;
  }

  /** The public members that the thumbprint is over. */
  Map<String, Object> members() {
    return java.util.Collections.unmodifiableSortedMap(members);
  }

  String json() {
    return org.jose4j.json.JsonUtil.toJson(members);
  }

  /** The key management algorithm that this kind of key allows, for each kind one. */
  String encryption() {
    return key.getAlgorithm().equals("RSA") ? "RSA-OAEP-256" : "ECDH-ES+A256KW";
  }

  private static PinnedKey open(SortedMap<String, Object> members) {
    try {
      PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(new LinkedHashMap<>(members));
      PublicKey key = jwk.getPublicKey();
      KeyFitness.require(key, members);
      return new PinnedKey(key, members, jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
    } catch (JoseException | RuntimeException unreadable) {
      throw unreadable instanceof Refusal refusal ? refusal : unfit("unreadable");
    }
  }

  private static String text(Map<String, ?> jwk, String member) {
    if (jwk.get(member) instanceof String text && text.length() <= 2048) {
      return text;
    }
    throw unfit("members");
  }

  /** A descriptive member may be missing; if it is there it must say what is true. */
  private static void requireSaid(@Nullable Object said, Set<String> truths, String member) {
    if (said != null && !(said instanceof String text && truths.contains(text))) {
      throw unfit(member);
    }
  }

  private static Refusal unfit(String reason) {
    return new Refusal(ErrorCode.BANK_KEY_UNFIT, Map.of("reason", reason));
  }
}
