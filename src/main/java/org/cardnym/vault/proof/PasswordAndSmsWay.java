package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.notice.TextMessages;
import org.cardnym.vault.password.HashingTurn;
import org.cardnym.vault.password.Judged;
import org.cardnym.vault.password.Passwords;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.sms.SmsCodes;

/**
 * Something known, and a code for this very consent that was sent to a number: the weakest way, as
 * whoever gets hold of the number gets the code (SP 800-63B-4 §3.1.3.3, a restricted
 * authenticator).
 */
@ApplicationScoped
class PasswordAndSmsWay implements Way<PasswordAndSms> {
  static final ProofDoor DOOR = new ProofDoor("sms", Limit.SMS_KNOWN_BROWSER, Limit.SMS_STRANGERS);

  private final TextMessages messages;
  private final Passwords passwords;
  private final SmsCodes codes;

  PasswordAndSmsWay(TextMessages messages, Passwords passwords, SmsCodes codes) {
    this.messages = messages;
    this.passwords = passwords;
    this.codes = codes;
  }

  @Override
  public Class<PasswordAndSms> takes() {
    return PasswordAndSms.class;
  }

  /** One for both, so that strangers who fail here lock nothing that does without a phone. */
  @Override
  public List<ProofDoor> doors() {
    return List.of(DOOR);
  }

  @Override
  public boolean guessable() {
    return true;
  }

  @Override
  public String words() {
    return "password and a code by text message";
  }

  @Override
  public Place<PasswordAndSms> place() {
    if (!messages.on()) {
      // As of any member that there is not.
      throw new Refusal(ErrorCode.MALFORMED, Map.of("detail", "A member is not known here."));
    }
    return new Hashing(passwords.turn());
  }

  static SmsCodes.Act act(Consent consent) {
    return new SmsCodes.Act(consent.subject(), consent.digest());
  }

  private final class Hashing implements Place<PasswordAndSms> {
    private final HashingTurn turn;

    Hashing(HashingTurn turn) {
      this.turn = turn;
    }

    @Override
    public Optional<Held> judge(UUID candidate, ProofTry proofs, PasswordAndSms given) {
      Judged password = passwords.judge(turn, candidate, given.password());
      SmsCodes.Act act = act(proofs.consent());
      Optional<UUID> code = codes.judge(act, candidate, given.code());
      if (!password.holds() || code.isEmpty()) {
        return Optional.empty();
      }
      passwords.renew(turn, candidate, given.password(), password);
      return Optional.of(
          new Held(
              List.of("pwd", "sms"),
              "two_factor",
              Evidence.Bound.RECORDED,
              () -> codes.use(act, code.get())));
    }

    @Override
    public void close() {
      turn.close();
    }
  }
}
