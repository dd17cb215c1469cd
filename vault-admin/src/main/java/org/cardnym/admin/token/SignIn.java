package org.cardnym.admin.token;

import java.time.Clock;
import java.time.Instant;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.RefreshToken;
import org.cardnym.admin.settings.SecureUrl;
import org.cardnym.admin.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Signs a person in by the device flow, and out. */
public final class SignIn {
  private final Settings settings;
  private final Wire wire;
  private final Clock clock;
  private final Pause pause;
  private final LoginStore store;

  public SignIn(Settings settings, Wire wire, Clock clock, Pause pause) {
    this.settings = settings;
    this.wire = wire;
    this.clock = clock;
    this.pause = pause;
    this.store = new LoginStore(settings.loginFile());
  }

  /** Tells a person where to go and what to type there; both are untrusted text. */
  public interface Invite {
    void show(String address, String userCode, Instant expiresAt);
  }

  /**
   * Waits until the person has signed in, and keeps the tokens.
   *
   * @return when the access token ends
   */
  public Instant in(Invite invite) {
    SecureUrl vault = settings.vaultUrl();
    String clientId = settings.loginClientId();
    Endpoints endpoints = new Discovery(wire).discover(settings);
    SecureUrl device = endpoints.device();
    if (device == null) {
      throw new Failure(
          Trouble.SIGN_IN_REFUSED, "The OIDC provider doesn't offer signing in by device code.");
    }
    DeviceFlow flow = new DeviceFlow(wire, clock, pause);
    DeviceFlow.Invitation invitation = flow.begin(device, clientId);
    invite.show(invitation.address(), invitation.userCode(), invitation.expiresAt());
    TokenSet tokens =
        flow.await(invitation, new TokenEndpoint(wire, clock, endpoints.token()), clientId);
    store.save(new StoredLogin(vault, endpoints.token(), endpoints.revocation(), clientId, tokens));
    return tokens.expiresAt();
  }

  /** Whether a sign-in is kept on this machine. */
  public boolean isIn() {
    return store.load() != null;
  }

  /**
   * Forgets the tokens here, and tells the provider to as well (RFC 7009).
   *
   * @return whether the provider knows now; false also where it offers no such thing
   */
  public boolean out() {
    StoredLogin login = store.load();
    store.delete();
    return login != null && revoke(login);
  }

  private boolean revoke(StoredLogin login) {
    SecureUrl endpoint = login.revocation();
    if (endpoint == null) {
      return false;
    }
    @Nullable RefreshToken refresh = login.tokens().refresh();
    Form form =
        new Form()
            .add("token", refresh != null ? refresh.reveal() : login.tokens().access().reveal())
            .add("client_id", login.clientId());
    try {
      return wire.send(form.to(endpoint), "the OIDC provider").isSuccess();
    } catch (Failure unreachable) {
      return false;
    }
  }
}
