package org.cardnym.vault.pkcs11;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A key in a token of SoftHSM: found, used, lost, found again, and its PIN never worn out. */
class TokenKeyTest {
  private static final byte[] VALUE = bytes(32, 7);
  private static final byte[] NONCE = bytes(12, 1);
  private static final byte[] BOUND = {9};
  private static final byte[] PLAIN = bytes(300, 3);

  private int given;

  @Test
  void sealsInTheTokenWhatTheSameKeySealsElsewhere() throws Exception {
    SoftHsm token = SoftHsm.token("seals").with("key", VALUE);
    try (TokenKey key = reach(token, SoftHsm.PIN)) {
      byte[] sealed = key.encrypt(NONCE, BOUND, PLAIN);

      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(VALUE, "AES"), new GCMParameterSpec(128, NONCE));
      cipher.updateAAD(BOUND);
      assertThat(sealed).isEqualTo(cipher.doFinal(PLAIN));
      assertThat(key.decrypt(NONCE, BOUND, sealed)).isEqualTo(PLAIN);
    }
  }

  @Test
  void whatWasChangedDoesNotOpenAndTheKeyGoesOn() throws Exception {
    SoftHsm token = SoftHsm.token("changed").with("key", VALUE);
    try (TokenKey key = reach(token, SoftHsm.PIN)) {
      byte[] sealed = key.encrypt(NONCE, BOUND, PLAIN);
      byte[] changed = sealed.clone();
      changed[5] ^= 1;

      assertThatThrownBy(() -> key.decrypt(NONCE, BOUND, changed))
          .isInstanceOf(GeneralSecurityException.class);
      assertThatThrownBy(() -> key.decrypt(NONCE, new byte[] {8}, sealed))
          .isInstanceOf(GeneralSecurityException.class);

      assertThat(key.decrypt(NONCE, BOUND, sealed)).isEqualTo(PLAIN);
      assertThat(key.trouble()).isEmpty();
      assertThat(given).as("PINs given").isEqualTo(1);
    }
  }

  @Test
  void aWrongPinIsGivenOnceUntilAPersonSaysSo() throws Exception {
    SoftHsm token = SoftHsm.token("wrong PIN").with("key", VALUE);

    fails(TokenTrouble.PIN_REFUSED, () -> reach(token, "654321"));
    fails(TokenTrouble.PIN_SPARED, () -> reach(token, "654321"));
    fails(TokenTrouble.PIN_SPARED, () -> reach(token, SoftHsm.PIN));
    assertThat(given).as("PINs given").isEqualTo(1);

    TokenKey.reach(place(token, "key"), pin(SoftHsm.PIN), true).close();
    reach(token, SoftHsm.PIN).close();
    assertThat(given).as("PINs given").isEqualTo(3);
  }

  /** The token counts, so another process, or this one's next start, gives none either. */
  @Test
  void thatAPinWasRefusedStandsInTheToken() throws Exception {
    SoftHsm token = SoftHsm.token("counts").with("key", VALUE);
    fails(TokenTrouble.PIN_REFUSED, () -> reach(token, "654321"));

    Token seen = Cryptoki.at(SoftHsm.LIBRARY).find(place(token, "key"));
    seen.accepted();

    fails(TokenTrouble.PIN_SPARED, () -> reach(token, SoftHsm.PIN));
  }

  @Test
  void aTokenThatHasOneTryLeftIsGivenNoneAtAll() {
    for (long flag : new long[] {0x20000, 0x40000}) {
      Token token = new Token(1, "t", "1", flag);
      fails(
          TokenTrouble.PIN_LOCKED,
          () -> {
            token.requireTries(true);
            return token;
          });
    }
  }

  @Test
  void whatIsMissingHasACodeAndTakesNoPin() {
    SoftHsm token = SoftHsm.token("lacks").with("key", VALUE);
    KeyPlace place = place(token, "key");

    fails(
        TokenTrouble.LIBRARY_MISSING,
        () -> reach(new KeyPlace(Path.of("/nowhere/libnone.so"), token.label(), "", "key")));
    fails(
        TokenTrouble.LIBRARY_MISSING,
        () -> reach(new KeyPlace(Path.of("libsofthsm2.so"), token.label(), "", "key")));
    fails(
        TokenTrouble.TOKEN_MISSING,
        () -> reach(new KeyPlace(place.library(), "another", "", "key")));
    fails(
        TokenTrouble.TOKEN_MISSING,
        () -> reach(new KeyPlace(place.library(), token.label(), "0000", "key")));
    assertThat(given).as("PINs given").isZero();
    fails(TokenTrouble.KEY_MISSING, () -> reach(place(token, "other")));
  }

  @Test
  void aKeyThatIsNoRootKeyIsNotTaken() {
    SoftHsm token = SoftHsm.token("unfit").with("short", bytes(16, 5));
    token.with("twin", VALUE).with("twin", bytes(32, 8));

    fails(TokenTrouble.KEY_UNFIT, () -> reach(place(token, "short")));
    fails(TokenTrouble.KEY_AMBIGUOUS, () -> reach(place(token, "twin")));
  }

  @Test
  void twoTokensOfOneLabelAreToldApartByTheirNumbers() throws Exception {
    SoftHsm one = SoftHsm.token("twins").with("key", VALUE);
    SoftHsm other = SoftHsm.token("twins").with("key", bytes(32, 8));

    fails(TokenTrouble.TOKEN_AMBIGUOUS, () -> reach(one, SoftHsm.PIN));
    try (TokenKey first = reach(new KeyPlace(SoftHsm.LIBRARY, "twins", one.serial(), "key"));
        TokenKey second = reach(new KeyPlace(SoftHsm.LIBRARY, "twins", other.serial(), "key"))) {
      assertThat(first.encrypt(NONCE, BOUND, PLAIN))
          .isNotEqualTo(second.encrypt(NONCE, BOUND, PLAIN));
    }
  }

  @Test
  void aTokenThatIsPulledOutIsMissedAndFoundAgain() throws Exception {
    SoftHsm token = SoftHsm.token("pulled").with("key", VALUE);
    try (TokenKey key = reach(token, SoftHsm.PIN)) {
      byte[] sealed = key.encrypt(NONCE, BOUND, PLAIN);

      token.pull();
      fails(TokenTrouble.TOKEN_MISSING, () -> key.decrypt(NONCE, BOUND, sealed));
      fails(TokenTrouble.TOKEN_MISSING, () -> key.encrypt(NONCE, BOUND, PLAIN));
      assertThat(key.trouble()).contains(TokenTrouble.TOKEN_MISSING);
      assertThat(given).as("PINs given").isEqualTo(1);

      token.plug();
      assertThat(key.decrypt(NONCE, BOUND, sealed)).isEqualTo(PLAIN);
      assertThat(key.trouble()).isEmpty();
    }
  }

  /** The other one's session is dead as well, and nobody has wanted it yet. */
  @Test
  void oneOfTwoKeysIsFoundAgainByItself() throws Exception {
    SoftHsm token = SoftHsm.token("one of two").with("key", VALUE);
    SoftHsm other = SoftHsm.token("other of two").with("key", bytes(32, 8));
    try (TokenKey key = reach(token, SoftHsm.PIN);
        TokenKey idle = reach(other, SoftHsm.PIN)) {
      byte[] sealed = key.encrypt(NONCE, BOUND, PLAIN);
      token.pull();
      fails(TokenTrouble.TOKEN_MISSING, () -> key.decrypt(NONCE, BOUND, sealed));

      token.plug();

      assertThat(key.decrypt(NONCE, BOUND, sealed)).isEqualTo(PLAIN);
      assertThat(idle.encrypt(NONCE, BOUND, PLAIN)).hasSize(PLAIN.length + 16);
    }
  }

  /** Whoever misses its token begins the library anew: slots and handles are others' then. */
  @Test
  void nobodyBeginsTheLibraryAnewBeforeASessionHasLoggedIn() throws Exception {
    SoftHsm token = SoftHsm.token("logs in").with("key", VALUE);
    var looks =
        new FutureTask<>(
            () ->
                fails(
                    TokenTrouble.TOKEN_MISSING,
                    () -> reach(new KeyPlace(SoftHsm.LIBRARY, "nowhere", "", "key"))),
            true);
    Thread other = new Thread(looks);
    Pin.Source slow =
        () -> {
          other.start();
          while (!looks.isDone() && other.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
          }
          return new Pin(SoftHsm.PIN.getBytes(UTF_8));
        };

    try (TokenKey key = TokenKey.reach(place(token, "key"), slow, false)) {
      looks.get();
      assertThat(key.encrypt(NONCE, BOUND, PLAIN)).hasSize(PLAIN.length + 16);
    }
  }

  @Test
  void manyAtOnceGetTheirOwn() throws Exception {
    SoftHsm token = SoftHsm.token("many").with("key", VALUE);
    try (TokenKey key = reach(token, SoftHsm.PIN);
        var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> all =
          IntStream.range(0, 64)
              .<Callable<Boolean>>mapToObj(i ->
                  () -> {
                    byte[] nonce = bytes(12, i);
                    byte[] plain = bytes(100 + i, i);
                    return Arrays.equals(
                        plain, key.decrypt(nonce, BOUND, key.encrypt(nonce, BOUND, plain)));
                  })
              .toList();

      assertThat(threads.invokeAll(all).stream().map(Future::resultNow)).containsOnly(true);
    }
  }

  @Test
  void aClosedKeyDoesNothing() throws Exception {
    SoftHsm token = SoftHsm.token("closed").with("key", VALUE);
    TokenKey key = reach(token, SoftHsm.PIN);

    key.close();

    assertThatThrownBy(() -> key.encrypt(NONCE, BOUND, PLAIN)).hasMessageContaining("closed");
  }

  @Test
  void aPinDoesNotPrintAndIsWiped() {
    byte[] text = "123456".getBytes(UTF_8);
    Pin pin = new Pin(text);
    assertThat(pin.toString()).isEqualTo("Pin(hidden)");

    pin.close();

    assertThat(text).containsOnly(0);
  }

  private static void fails(TokenTrouble trouble, Callable<?> work) {
    assertThatThrownBy(work::call)
        .isInstanceOfSatisfying(
            TokenFailure.class, failed -> assertThat(failed.trouble()).isEqualTo(trouble));
  }

  private TokenKey reach(SoftHsm token, String pin) throws TokenFailure {
    return TokenKey.reach(place(token, "key"), pin(pin), false);
  }

  private TokenKey reach(KeyPlace place) throws TokenFailure {
    return TokenKey.reach(place, pin(SoftHsm.PIN), false);
  }

  private Pin.Source pin(String text) {
    return () -> {
      given++;
      return new Pin(text.getBytes(UTF_8));
    };
  }

  private static KeyPlace place(SoftHsm token, String key) {
    return new KeyPlace(SoftHsm.LIBRARY, token.label(), "", key);
  }

  private static byte[] bytes(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
