package org.cardnym.vault.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.payer.Payers;

/**
 * Keeps a notice's facts sealed under its payer's key while it waits, bound to payer, notice and
 * kind.
 */
@ApplicationScoped
class NoticeSeal {
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final Payers payers;
  private final ObjectMapper json;

  NoticeSeal(Payers payers, ObjectMapper json) {
    this.payers = payers;
    this.json = json;
  }

  byte[] seal(UUID payerId, UUID noticeId, NoticeKind kind, Map<String, String> facts) {
    try {
      return payers.seal(payerId, purpose(noticeId, kind), json.writeValueAsBytes(facts));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("facts are plain strings");
    }
  }

  /** The facts; refuses, with an alarm, what was not sealed for this very notice. */
  Map<String, String> open(NoticeJob job) {
    byte[] facts = payers.open(job.payerId(), purpose(job.noticeId(), job.kind()), job.sealed());
    try {
      return json.readValue(facts, FACTS);
    } catch (IOException notOurs) {
      throw new IllegalStateException("a notice holds no facts");
    }
  }

  private static String purpose(UUID noticeId, NoticeKind kind) {
    return "notice/1/" + kind + "/" + noticeId;
  }
}
