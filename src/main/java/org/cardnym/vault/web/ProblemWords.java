package org.cardnym.vault.web;

import org.cardnym.vault.refusal.ErrorCode;

/**
 * How each code is said over HTTP: the one place that maps it.
 *
 * @param status RFC 9110 §15
 * @param title one sentence for people, the same for every occurrence
 */
record ProblemWords(int status, String title) {
  /** Exhaustive: who adds a code says here how it is told. */
  static ProblemWords of(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> says(404, "There is nothing here");
      case MALFORMED -> says(400, "The request is not written as it should be");
      case UNAUTHENTICATED -> says(401, "A valid access token is needed");
      case FORBIDDEN -> says(403, "This caller may not do this");
      case WRONG_DOOR -> says(421, "This is not served at this address");
      case METHOD_REFUSED -> says(405, "This can't be done here");
      case NOT_ACCEPTABLE -> says(406, "The answer has no form that the caller accepts");
      case MEDIA_REFUSED -> says(415, "The request's content type is not understood");
      case LENGTH_REQUIRED -> says(411, "The request must say its Content-Length");
      case TOO_LARGE -> says(413, "The request is too large");
      case TOO_MANY_REQUESTS -> says(429, "Too many tries; please wait");
      case UNAVAILABLE -> says(503, "The vault is busy; please try again");
      case INTERNAL -> says(500, "Something went wrong in the vault");
      case SEALED -> says(503, "The vault is sealed");
      case KEYS_STALE -> says(503, "The vault's keys could not be read again");
      case KEY_CLOSED -> says(503, "The vault's key no longer seals");
      case SHARE_REFUSED -> says(403, "This share was not taken");
      case ROOT_KEY_NOT_OPENED -> says(503, "The token did not open the root key");
      case ROW_REFUSED -> says(500, "A record did not check and was not used");
      case RECOVERY -> says(503, "The vault recovers after a restore; please come back later");
      case AUDIT_BEHIND -> says(503, "The audit trail is behind");
      case IDEMPOTENCY_KEY_MISSING -> says(400, "The header Idempotency-Key is missing");
      case IDEMPOTENCY_KEY_MALFORMED ->
          says(400, "The header Idempotency-Key is not as it should be");
      case IDEMPOTENCY_KEY_REUSED -> says(422, "This Idempotency-Key was used for another request");
      case MERCHANT_SUSPENDED -> says(403, "This shop is suspended");
      case RETURN_URL_REFUSED ->
          says(422, "The return address is not on a registered origin of the shop");
      case AMOUNT_REFUSED -> says(422, "This amount can't be paid");
      case CURRENCY_UNKNOWN -> says(422, "This currency is not known");
      case TEXT_LIKE_CARD -> says(422, "This text holds what looks like a card number");
      case PAYMENT_LOST -> says(410, "The vault has lost this payment, and nothing is paid by it");
      case PAYMENT_NOT_CANCELABLE -> says(409, "This payment can no longer be canceled");
      case PAYMENT_NOT_REFUNDABLE -> says(409, "Nothing was paid that could be given back");
      case REFUND_OVER_PAYMENT -> says(422, "This is more than is left to give back");
      case CURRENCY_DIFFERS -> says(422, "This is not the currency of the payment");
      case ALIAS_UNFIT -> says(422, "This can't be a username");
      case ALIAS_TOO_SHORT -> says(422, "A username has at least 3 characters");
      case ALIAS_TOO_LONG -> says(422, "A username has at most 64 characters");
      case ALIAS_CHARACTERS -> says(422, "A username can't hold these characters");
      case ALIAS_MIXED_SCRIPTS -> says(422, "A username can't mix these scripts");
      case ALIAS_LIKE_CARD -> says(422, "A username can't look like a card number");
      case ALIAS_LIKE_EMAIL -> says(422, "A username can't look like an e-mail address");
      case ALIAS_RESERVED -> says(422, "This username is reserved");
      case ALIAS_TAKEN -> says(409, "This username is taken");
      case CONTACT_UNFIT -> says(422, "This is not an e-mail address that can be used");
      case CODE_WRONG -> says(422, "This code is wrong or no longer valid");
      case PASSWORD_TOO_SHORT -> says(422, "The password is too short");
      case PASSWORD_TOO_LONG -> says(422, "The password is too long");
      case PASSWORD_CHARACTERS -> says(422, "The password can't hold these characters");
      case PASSWORD_COMMON -> says(422, "This password is too common");
      case PASSWORD_CONTEXT ->
          says(422, "The password is too close to the username or the address");
      case STEP_OUT_OF_ORDER -> says(409, "Another step comes first");
      case SESSION_ENDED -> says(401, "The session has ended; please begin again");
      case PROOF_TOO_OLD -> says(403, "Please prove again who you are");
      case CARD_NOT_ADDED -> says(422, "This card could not be added");
      case BANK_DRAINING -> says(409, "This card's bank takes no new cards at present");
      case LIMIT_UNFIT -> says(422, "These spending limits can't be used");
      case NICKNAME_UNFIT -> says(422, "This can't be the name of a card");
      case PASSKEY_REFUSED -> says(422, "This passkey can't be added");
      case PASSKEYS_FULL -> says(409, "There are as many passkeys as an account may have");
      case MOBILE_UNFIT -> says(422, "This is not a mobile number that can be used");
      case CONFIRMATION_WRONG -> says(422, "This is not the username of this account");
      case PAYMENTS_OPEN -> says(409, "A payment is still under way; please try again soon");
      case RECOVERED_RECENTLY ->
          says(403, "This account was recovered lately; this can be done a day later");
      case BEGUN_ELSEWHERE -> says(403, "This payment was begun in another browser");
      case SIGNED_PROOF_NEEDED -> says(403, "This payment wants a passkey or an identity service");
      case PROOF_FAILED -> says(403, "That did not match; please try again");
      case PAYMENT_PROVEN -> says(409, "This payment is proven already");
      case CARD_NOT_USABLE -> says(422, "This card can't pay");
      case PAYMENT_ENDED -> says(409, "This payment has ended");
      case PAYMENT_EXPIRED -> says(410, "This payment has expired");
      case EXISTS -> says(409, "This exists already");
      case CONFLICT -> says(409, "This can't be done in the present state");
      case APPROVAL_NEEDED -> says(409, "Two people must sign this");
      case APPROVAL_ENDED -> says(409, "This request is done, rejected or too old");
      case APPROVER_UNKNOWN -> says(403, "This person has not enrolled a passkey to sign with");
      case APPROVERS_TOO_FEW -> says(409, "Two people must be left who may sign");
      case ALREADY_SIGNED -> says(409, "This person has signed this already");
      case INVITATION_WRONG -> says(403, "There is no such invitation for this person");
      case CHANGED_MEANWHILE ->
          says(409, "What this depends on has changed since it was asked for");
      case RECOVERY_UNFINISHED -> says(409, "Something of the recovery is still to be done");
      case KEY_FIXED -> says(409, "No rows have to be walked for a key of this purpose");
      case KEY_NOT_PROVEN ->
          says(409, "It is not proven that nothing needs this version of the key");
      case BANK_KEY_UNFIT -> says(422, "This is not a public key that a bank may use");
      case CERTIFICATE_UNFIT -> says(422, "This certificate can't be used");
      case ROUTE_AMBIGUOUS -> says(409, "This range meets another of the same width");
      case ROUTE_UNFIT -> says(422, "This is not a range of card numbers, or not a time for one");
      case ROUTES_REFUSED -> says(422, "Lines of this table can't be taken, so none was");
      case MOVE_UNROUTED -> says(409, "Routes don't lead these cards to that bank at that time");
      case MOVE_RUNNING -> says(409, "Another move of these banks' cards is not over yet");
      case LINE_REFUSED ->
          says(422, "The file's first line is none that this bank sealed for this vault");
      case IMPORT_KNOWN -> says(409, "A file with this id came before, with other content");
      case IMPORT_OTHER_FILE -> says(409, "This is not what was signed for");
      case ENDPOINT_UNFIT -> says(422, "This endpoint can't be used");
      case ORIGIN_UNFIT -> says(422, "This is not an origin that a shop may have");
      case WEBHOOK_UNFIT -> says(422, "Webhooks can't be sent to this address");
      case RETENTION_UNFIT -> says(422, "Rows of this kind can't be kept for so long or so short");
    };
  }

  private static ProblemWords says(int status, String title) {
    return new ProblemWords(status, title);
  }
}
