package org.cardnym.vault.passkey;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the library gets to see of the database: one key, under whatever id and handle were
 * given. Whose they are is judged outside of it, after the signature.
 */
final class OneCredential implements CredentialRepository {
  static final OneCredential NONE = new OneCredential(null);

  private static final String USER = "user";

  private final @Nullable RegisteredCredential credential;

  OneCredential(ByteArray id, ByteArray userHandle, ByteArray key) {
    this(
        RegisteredCredential.builder()
            .credentialId(id)
            .userHandle(userHandle)
            .publicKeyCose(key)
            .build());
  }

  private OneCredential(@Nullable RegisteredCredential credential) {
    this.credential = credential;
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
    return Set.of();
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String username) {
    return Optional.ofNullable(credential).map(RegisteredCredential::getUserHandle);
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
    return Optional.of(USER);
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
    return Optional.ofNullable(credential);
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
    return Set.of();
  }
}
