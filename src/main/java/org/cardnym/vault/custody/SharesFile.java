package org.cardnym.vault.custody;

import java.util.List;
import java.util.Optional;

/**
 * A root-key file whose seal opens by shares (docs/root-key-file.md, version 2): nobody alone opens
 * it, and it never opens by itself.
 */
final class SharesFile implements RootKeyCustody {
  private final Sharing sharing;
  private final String digest;

  record Content(
      String format,
      int version,
      String id,
      String use,
      String created,
      Shares shares,
      String cipher,
      String nonce,
      String sealed) {}

  record Shares(String scheme, int threshold, List<Holder> custodians) {}

  record Holder(int index, String name, String issuer, String subject, String commitment) {}

  SharesFile(Sharing sharing, String digest) {
    this.sharing = sharing;
    this.digest = digest;
  }

  @Override
  public CustodyKind kind() {
    return CustodyKind.SHARES;
  }

  @Override
  public Optional<String> id() {
    return Optional.of(sharing.id());
  }

  @Override
  public Optional<String> digest() {
    return Optional.of(digest);
  }

  @Override
  public Optional<String> use() {
    return Optional.of(sharing.use());
  }

  @Override
  public Optional<OpenedRootKey> open() {
    return Optional.empty();
  }

  @Override
  public Optional<Sharing> sharing() {
    return Optional.of(sharing);
  }
}
