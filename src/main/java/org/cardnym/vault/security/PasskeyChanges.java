package org.cardnym.vault.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.account.Nickname;
import org.cardnym.vault.account.Tidings;
import org.cardnym.vault.account.Visits;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.passkey.NewPasskey;
import org.cardnym.vault.passkey.Passkey;
import org.cardnym.vault.passkey.PasskeyCreation;
import org.cardnym.vault.passkey.Passkeys;
import org.jspecify.annotations.Nullable;

/**
 * What a payer does to their passkeys. Adding and removing take a fresh proof and are told by mail;
 * none is added in the day after a recovery, whose mail the owner may not have read yet.
 */
@ApplicationScoped
class PasskeyChanges {
  private final Visits visits;
  private final Passkeys passkeys;
  private final Tidings tidings;

  PasskeyChanges(Visits visits, Passkeys passkeys, Tidings tidings) {
    this.visits = visits;
    this.passkeys = passkeys;
    this.tidings = tidings;
  }

  List<Passkey> all(@Nullable String cookie) {
    return passkeys.of(visits.looking(cookie).payerId());
  }

  PasskeyCreation begin(@Nullable String cookie) {
    return passkeys.begin(visits.loosening(cookie).payerId());
  }

  Passkey add(@Nullable String cookie, NewPasskey made, @Nullable String typed) {
    UUID payerId = visits.loosening(cookie).payerId();
    String name = typed == null ? null : Nickname.of(typed);
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          Passkey added = passkeys.add(payerId, made, name);
          tidings.tell(payerId, NoticeKind.NEW_PASSKEY);
          return added;
        });
  }

  void rename(@Nullable String cookie, UUID passkeyId, String typed) {
    UUID payerId = visits.changing(cookie).payerId();
    String name = Nickname.of(typed);
    QuarkusTransaction.requiringNew().run(() -> passkeys.rename(payerId, passkeyId, name));
  }

  void remove(@Nullable String cookie, UUID passkeyId) {
    UUID payerId = visits.proven(cookie).payerId();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          passkeys.remove(payerId, passkeyId);
          tidings.tell(payerId, NoticeKind.PASSKEY_REMOVED);
        });
  }
}
