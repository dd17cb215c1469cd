package org.cardnym.vault.proof;

import java.util.List;
import java.util.Objects;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;

/**
 * The counters of each kind of browser: strangers, however many, can't lock out the browser that
 * has paid before.
 */
enum Doors {
  KNOWN(Limit.PASSWORD_KNOWN_BROWSER, Limit.OTP_KNOWN_BROWSER),
  STRANGERS(Limit.PASSWORD_STRANGERS, Limit.OTP_STRANGERS);

  private final List<Limit> limits;

  Doors(Limit password, Limit otp) {
    this.limits = List.of(password, otp);
  }

  /** One for each way to prove: a locked one never locks another. */
  List<Limit> limits() {
    return limits;
  }

  Subject subject(Subjects subjects, ProofTry proofs) {
    return this == KNOWN
        ? subjects.nameInBrowser(proofs.name(), Objects.requireNonNull(proofs.browser()))
        : subjects.name(proofs.name());
  }
}
