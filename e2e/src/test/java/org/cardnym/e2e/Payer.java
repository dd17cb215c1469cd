package org.cardnym.e2e;

/** A registered person with a password, and a phone that gives no code twice. */
final class Payer {
  private final String alias;
  private final String email;
  private final String password;
  private final String secret;
  private long lastStep;

  /**
   * @param lastStep the time step of the last code used
   */
  Payer(String alias, String email, String password, String secret, long lastStep) {
    this.alias = alias;
    this.email = email;
    this.password = password;
    this.secret = secret;
    this.lastStep = lastStep;
  }

  String alias() {
    return alias;
  }

  String email() {
    return email;
  }

  String password() {
    return password;
  }

  String secret() {
    return secret;
  }

  /**
   * A code that the vault has not taken yet; waits for the next when there is none. The vault looks
   * one step back.
   */
  synchronized String code() {
    Await.until("the next code", Await.PATIENCE, () -> Totp.step() > lastStep);
    boolean before = lastStep < Totp.step() - 1 && Totp.secondsLeft() > 8;
    lastStep = before ? Totp.step() - 1 : Totp.step();
    return Totp.code(secret, lastStep);
  }

  /** A right code for a try that is refused for another reason, and so does not use it. */
  synchronized String codeNotUsed() {
    Await.until("the next code", Await.PATIENCE, () -> Totp.step() > lastStep);
    return Totp.code(secret, Totp.step());
  }

  /** Well-formed and wrong, now and in the steps around. */
  String wrongCode() {
    long now = Totp.step();
    for (int guess = 0; ; guess++) {
      String code = String.format(java.util.Locale.ROOT, "%06d", guess * 7919 % 1_000_000);
      if (near(now).noneMatch(code::equals)) {
        return code;
      }
    }
  }

  private java.util.stream.Stream<String> near(long now) {
    return java.util.stream.LongStream.rangeClosed(now - 3, now + 3)
        .mapToObj(step -> Totp.code(secret, step));
  }
}
