package org.cardnym.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.notice.ContactCodes;
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
  private static final View BEGINNING = new View(Step.CONTACT.wire(), null, null);

  private final PageSessions sessions;
  private final Steps steps;
  private final Payers payers;
  private final ContactCodes codes;

  Whereabouts(PageSessions sessions, Steps steps, Payers payers, ContactCodes codes) {
    this.sessions = sessions;
    this.steps = steps;
    this.payers = payers;
    this.codes = codes;
  }

  /**
   * What the page shows.
   *
   * @param step the step that comes next
   * @param alias the name as its owner typed it, once there is one
   * @param number two digits that the mail with the code shows too, while it is waited for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(String step, @Nullable String alias, @Nullable String number) {}

  View of(@Nullable String cookie) {
    if (cookie == null) {
      return BEGINNING;
    }
    try {
      var payerId = sessions.require(cookie).requirePayer();
      Step next = steps.next(payerId);
      String number = next == Step.CONFIRM ? codes.number(payerId).orElse(null) : null;
      return new View(next.wire(), payers.aliasTyped(payerId).orElse(null), number);
    } catch (Refusal ended) {
      // A registration that was left for too long is forgotten while its session still stands.
      if (ended.code() != ErrorCode.SESSION_ENDED && ended.code() != ErrorCode.NOT_FOUND) {
        throw ended;
      }
      return BEGINNING;
    }
  }
}
