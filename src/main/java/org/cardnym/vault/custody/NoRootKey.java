package org.cardnym.vault.custody;

import java.util.Optional;

/** Where no root key is configured. */
final class NoRootKey implements RootKeyCustody {
  @Override
  public CustodyKind kind() {
    return CustodyKind.NONE;
  }

  @Override
  public Optional<String> id() {
    return Optional.empty();
  }

  @Override
  public Optional<String> use() {
    return Optional.empty();
  }

  @Override
  public Optional<OpenedRootKey> open() {
    return Optional.empty();
  }
}
