package org.cardnym.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's registration stands, and whose it is: as the page is first shown, and as its
 * script asks later.
 */
@ApplicationScoped
class Whereabouts {
  private static final View BEGINNING = new View(Step.CONTACT.wire(), null);

  private final PageSessions sessions;
  private final Steps steps;
  private final Payers payers;

  Whereabouts(PageSessions sessions, Steps steps, Payers payers) {
    this.sessions = sessions;
    this.steps = steps;
    this.payers = payers;
  }

  /**
   * What the page shows.
   *
   * @param step the step that comes next
   * @param alias the name as its owner typed it, once there is one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(String step, @Nullable String alias) {}

  View of(@Nullable String cookie) {
    if (cookie == null) {
      return BEGINNING;
    }
    try {
      var payerId = sessions.require(cookie).requirePayer();
      return new View(steps.next(payerId).wire(), payers.aliasTyped(payerId).orElse(null));
    } catch (Refusal ended) {
      // A registration that was left for too long is forgotten while its session still stands.
      if (ended.code() != ErrorCode.SESSION_ENDED && ended.code() != ErrorCode.NOT_FOUND) {
        throw ended;
      }
      return BEGINNING;
    }
  }
}
