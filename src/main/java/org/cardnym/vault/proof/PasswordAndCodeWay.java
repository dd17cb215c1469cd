package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.otp.Otps;
import org.cardnym.vault.password.HashingTurn;
import org.cardnym.vault.password.Judged;
import org.cardnym.vault.password.Passwords;

/** Something known and something had, judged together: which of the two was wrong is not told. */
@ApplicationScoped
class PasswordAndCodeWay implements Way<PasswordAndCode> {
  /** The same for whatever takes a password. */
  static final ProofDoor PASSWORD =
      new ProofDoor("password", Limit.PASSWORD_KNOWN_BROWSER, Limit.PASSWORD_STRANGERS);

  private static final List<ProofDoor> DOORS =
      List.of(PASSWORD, new ProofDoor("otp", Limit.OTP_KNOWN_BROWSER, Limit.OTP_STRANGERS));

  private final Passwords passwords;
  private final Otps otps;

  PasswordAndCodeWay(Passwords passwords, Otps otps) {
    this.passwords = passwords;
    this.otps = otps;
  }

  @Override
  public Class<PasswordAndCode> takes() {
    return PasswordAndCode.class;
  }

  @Override
  public List<ProofDoor> doors() {
    return DOORS;
  }

  @Override
  public boolean guessable() {
    return true;
  }

  @Override
  public String words() {
    return "password and code";
  }

  @Override
  public Place<PasswordAndCode> place() {
    return new Hashing(passwords.turn());
  }

  private final class Hashing implements Place<PasswordAndCode> {
    private final HashingTurn turn;

    Hashing(HashingTurn turn) {
      this.turn = turn;
    }

    @Override
    public Optional<Held> judge(UUID candidate, ProofTry proofs, PasswordAndCode given) {
      Judged password = passwords.judge(turn, candidate, given.password());
      OptionalLong step = otps.judge(candidate, given.code());
      if (!password.holds() || step.isEmpty()) {
        return Optional.empty();
      }
      passwords.renew(turn, candidate, given.password(), password);
      return Optional.of(
          new Held(
              List.of("pwd", "otp"),
              "two_factor",
              Evidence.Bound.RECORDED,
              () -> otps.mark(candidate, step.getAsLong())));
    }

    @Override
    public void close() {
      turn.close();
    }
  }
}
