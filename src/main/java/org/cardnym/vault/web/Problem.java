package org.cardnym.vault.web;

import static org.cardnym.vault.refusal.ErrorCode.CHANGED_MEANWHILE;
import static org.cardnym.vault.refusal.ErrorCode.INTERNAL;

import jakarta.persistence.OptimisticLockException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.hibernate.StaleStateException;

/**
 * What the vault answers when it says no (RFC 9457). Holds the vault's own words only, nothing of
 * what was sent.
 *
 * @param facts members beside the standard ones
 */
record Problem(ErrorCode code, ProblemWords words, Map<String, Object> facts) {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final URI TYPES = URI.create("https://cardnym.org/problems/");
  private static final int MOST_CAUSES = 8;

  static Problem of(ErrorCode code) {
    return of(code, Map.of());
  }

  static Problem of(ErrorCode code, Map<String, Object> facts) {
    return new Problem(code, ProblemWords.of(code), facts);
  }

  /**
   * The refusal within a failure, however wrapped on its way out of a transaction; a row that
   * another transaction has changed since it was read is one too. Anything else is the vault's own
   * fault.
   */
  static Problem of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof Refusal refusal) {
        return of(refusal.code(), refusal.facts());
      }
      if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
        return of(CHANGED_MEANWHILE);
      }
      cause = cause.getCause();
    }
    return of(INTERNAL);
  }

  int status() {
    return words.status();
  }

  /** The members of the body, in the order in which people read them. */
  Map<String, Object> members(String requestId) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", TYPES.resolve(code.wire()).toString());
    members.put("title", words.title());
    members.put("status", words.status());
    members.put("code", code.wire());
    Object detail = facts.getOrDefault("detail", ProblemAdvice.of(code));
    if (detail != null) {
      members.put("detail", detail);
    }
    members.put("request", requestId);
    facts.forEach(members::putIfAbsent);
    return members;
  }
}
