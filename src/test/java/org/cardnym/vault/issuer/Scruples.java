package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.issuer.FakeBank.Message;
import org.cardnym.vault.issuer.FakeBank.Reaction;
import org.jspecify.annotations.Nullable;

/** What a bank refuses that keeps to docs/issuer-protocol.md §3 and §6, save where it is lax. */
final class Scruples {
  /** What a bank may forget to look at. */
  enum Check {
    CLIENT,
    SIGNATURE,
    AUDIENCE,
    TIME,
    JTI,
    CONTENT
  }

  private final String institution;
  private final Set<Check> lax = EnumSet.noneOf(Check.class);
  private final Set<Object> seen = ConcurrentHashMap.newKeySet();
  private final Set<Object> unread = ConcurrentHashMap.newKeySet();
  private final Map<String, Map<String, Object>> known = new ConcurrentHashMap<>();

  Scruples(String institution, Check... lax) {
    this.institution = institution;
    this.lax.addAll(List.of(lax));
  }

  boolean lax(Check check) {
    return lax.contains(check);
  }

  static Reaction refusal(int status, String code) {
    return new Reaction(status, "application/problem+json", "{\"code\":\"" + code + "\"}");
  }

  /** A kind whose members it can't make out. */
  void refuses(Kind kind) {
    unread.add(kind.wire());
  }

  /** The refusal, or null. */
  @Nullable Reaction on(Message message) {
    long age = Instant.now().getEpochSecond() - ((Number) message.member("iat")).longValue();
    if (!lax(Check.AUDIENCE) && !institution.equals(message.member("aud"))) {
      return refusal(400, "wrong_audience");
    }
    if (!lax(Check.TIME) && (age > 60 || age < -10)) {
      return refusal(400, "expired");
    }
    if (unread.contains(message.member("kind"))) {
      return refusal(400, "malformed");
    }
    if (!seen.add(message.member("jti")) && !lax(Check.JTI)) {
      return refusal(400, "replayed");
    }
    var content = new TreeMap<>(message.payload());
    content.keySet().removeAll(Set.of("iat", "exp", "jti", "repeat"));
    Map<String, Object> first = known.putIfAbsent(message.id(), content);
    return first == null || first.equals(content) || lax(Check.CONTENT)
        ? null
        : refusal(409, "content_differs");
  }
}
