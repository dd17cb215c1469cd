package org.cardnym.admin.token;

import java.time.Clock;
import java.time.Duration;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.AccessToken;
import org.cardnym.admin.secret.RefreshToken;
import org.cardnym.admin.settings.MachineIdentity;
import org.cardnym.admin.settings.SecureUrl;
import org.cardnym.admin.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token to call the vault with: a machine's own, else that of the person who signed in.
 */
public final class Credentials {
  /** A token that ends sooner is not worth sending. */
  private static final Duration TOO_SHORT = Duration.ofSeconds(20);

  private final Settings settings;
  private final Wire wire;
  private final Clock clock;
  private final LoginStore store;

  /** What this process was given last, so that a long command does not ask each time. */
  private @Nullable TokenSet machineTokens;

  public Credentials(Settings settings, Wire wire, Clock clock) {
    this.settings = settings;
    this.wire = wire;
    this.clock = clock;
    this.store = new LoginStore(settings.loginFile());
  }

  /**
   * @throws Failure if nobody is signed in, or no token is given any more
   */
  public AccessToken token() {
    MachineIdentity machine = settings.machine();
    return machine != null ? machineToken(machine) : personToken();
  }

  private AccessToken machineToken(MachineIdentity machine) {
    TokenSet held = machineTokens;
    if (held != null && clock.instant().plus(TOO_SHORT).isBefore(held.expiresAt())) {
      return held.access();
    }
    SecureUrl address = settings.tokenUrl();
    if (address == null && settings.issuer() == null) {
      throw new Failure(
          Trouble.SETTING_MISSING,
          "It is not known where this machine gets its token: --token-url or CARDNYM_TOKEN_URL.");
    }
    SecureUrl endpoint = address != null ? address : new Discovery(wire).discover(settings).token();
    TokenSet got = new TokenEndpoint(wire, clock, endpoint).clientCredentials(machine);
    machineTokens = got;
    return got.access();
  }

  private AccessToken personToken() {
    StoredLogin login = store.load();
    if (login == null) {
      throw new Failure(Trouble.NOT_SIGNED_IN, "Nobody is signed in.");
    }
    if (!login.vault().equals(settings.vaultUrl())) {
      throw new Failure(
          Trouble.NOT_SIGNED_IN, "The sign-in is for another vault: " + login.vault());
    }
    if (clock.instant().plus(TOO_SHORT).isBefore(login.tokens().expiresAt())) {
      return login.tokens().access();
    }
    RefreshToken refresh = login.tokens().refresh();
    if (refresh == null) {
      throw new Failure(Trouble.NOT_SIGNED_IN, "The sign-in has expired.");
    }
    return renew(login, refresh);
  }

  private AccessToken renew(StoredLogin login, RefreshToken refresh) {
    TokenSet got =
        new TokenEndpoint(wire, clock, login.tokenEndpoint()).refresh(refresh, login.clientId());
    RefreshToken next = got.refresh() != null ? got.refresh() : refresh;
    TokenSet kept = new TokenSet(got.access(), next, got.expiresAt());
    store.save(
        new StoredLogin(
            login.vault(), login.tokenEndpoint(), login.revocation(), login.clientId(), kept));
    return got.access();
  }
}
