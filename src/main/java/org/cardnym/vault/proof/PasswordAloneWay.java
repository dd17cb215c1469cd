package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.password.HashingTurn;
import org.cardnym.vault.password.Judged;
import org.cardnym.vault.password.Passwords;

/**
 * Something known and nothing else: holds only for what {@link ProofTry#alone} says, and while the
 * payer has room for it. A right password beyond that is no other than a wrong one.
 */
@ApplicationScoped
class PasswordAloneWay implements Way<PasswordAlone> {
  private static final List<ProofDoor> DOORS = List.of(PasswordAndCodeWay.PASSWORD);

  private final Passwords passwords;
  private final OneFactorUses uses;

  PasswordAloneWay(Passwords passwords, OneFactorUses uses) {
    this.passwords = passwords;
    this.uses = uses;
  }

  @Override
  public Class<PasswordAlone> takes() {
    return PasswordAlone.class;
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
    return "a password";
  }

  @Override
  public Place<PasswordAlone> place() {
    return new Hashing(passwords.turn());
  }

  private final class Hashing implements Place<PasswordAlone> {
    private final HashingTurn turn;

    Hashing(HashingTurn turn) {
      this.turn = turn;
    }

    @Override
    public Optional<Held> judge(UUID candidate, ProofTry proofs, PasswordAlone given) {
      Money amount = proofs.alone();
      boolean room = amount != null && uses.leaveRoom(candidate, amount);
      Judged password = passwords.judge(turn, candidate, given.password());
      if (amount == null || !room || !password.holds()) {
        return Optional.empty();
      }
      passwords.renew(turn, candidate, given.password(), password);
      return Optional.of(
          new Held(
              List.of("pwd"),
              Evidence.ONE_FACTOR,
              Evidence.Bound.RECORDED,
              () -> uses.take(candidate, amount)));
    }

    @Override
    public void close() {
      turn.close();
    }
  }
}
