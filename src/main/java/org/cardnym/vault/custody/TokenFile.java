package org.cardnym.vault.custody;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import org.cardnym.vault.pkcs11.KeyPlace;
import org.cardnym.vault.pkcs11.TokenFailure;
import org.cardnym.vault.pkcs11.TokenKey;
import org.cardnym.vault.pkcs11.TokenTrouble;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A root-key file that names a key in a hardware token (docs/root-key-file.md, version 3). The file
 * holds no key: the root key is made in the token, and works there. What it does hold is proven to
 * be this key's own.
 */
final class TokenFile implements RootKeyCustody {
  private static final Logger LOG = Logger.getLogger(TokenFile.class);
  private static final int ID_SIZE = 16;
  private static final int NONCE_SIZE = 12;
  private static final int PROOF_SIZE = 32;
  private static final int LONGEST_TOKEN = 32;
  private static final int LONGEST_SERIAL = 16;
  private static final int LONGEST_KEY = 255;

  private final Content content;
  private final TokenAccess access;
  private final String digest;
  private volatile @Nullable TokenTrouble trouble;

  record Content(
      String format,
      int version,
      String id,
      String use,
      String created,
      Place pkcs11,
      String cipher,
      String nonce,
      String proof) {}

  record Place(String token, String serial, String key) {}

  /**
   * @throws IllegalArgumentException for what is not as the format says
   */
  TokenFile(Content content, TokenAccess access, String digest) {
    Place place = content.pkcs11();
    require(
        content.format().equals(RootKeySettings.FORMAT)
            && content.version() == 3
            && content.cipher().equals("AES-256-GCM")
            && RootKeySettings.USES.contains(content.use()));
    require(
        plain(place.token(), 1, LONGEST_TOKEN)
            && plain(place.serial(), 0, LONGEST_SERIAL)
            && plain(place.key(), 1, LONGEST_KEY));
    Base64Url.decode(content.id(), ID_SIZE);
    Base64Url.decode(content.nonce(), NONCE_SIZE);
    Base64Url.decode(content.proof(), PROOF_SIZE);
    this.content = content;
    this.access = access;
    this.digest = digest;
  }

  @Override
  public CustodyKind kind() {
    return CustodyKind.PKCS11;
  }

  @Override
  public Optional<String> id() {
    return Optional.of(content.id());
  }

  @Override
  public Optional<String> digest() {
    return Optional.of(digest);
  }

  @Override
  public Optional<String> use() {
    return Optional.of(content.use());
  }

  @Override
  public Optional<OpenedRootKey> open() {
    return open(false);
  }

  @Override
  public Optional<OpenedRootKey> reopen() {
    return open(true);
  }

  @Override
  public Optional<String> place() {
    Place place = content.pkcs11();
    return Optional.of(
        "key %s in token %s%s"
            .formatted(
                place.key(),
                place.token(),
                place.serial().isEmpty() ? "" : ", serial number " + place.serial()));
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble).map(TokenTrouble::wire);
  }

  @Override
  public boolean mayOpenLater() {
    TokenTrouble last = trouble;
    return last != null && last.isPassing();
  }

  private Optional<OpenedRootKey> open(boolean asked) {
    try {
      TokenKey key = TokenKey.reach(where(), access::pin, asked);
      prove(key);
      trouble = null;
      return Optional.of(new KeyInToken(content.id(), content.use(), key));
    } catch (TokenFailure failed) {
      if (asked || trouble != failed.trouble()) {
        LOG.errorf(
            "root_key_not_opened: %s code=%s", failed.trouble().next(), failed.trouble().wire());
      }
      trouble = failed.trouble();
      return Optional.empty();
    }
  }

  private KeyPlace where() throws TokenFailure {
    Path library =
        access.library().orElseThrow(() -> new TokenFailure(TokenTrouble.LIBRARY_MISSING));
    Place place = content.pkcs11();
    return new KeyPlace(library, place.token(), place.serial(), place.key());
  }

  /** That the key is this file's, and nothing of the file was changed; else the key is let go. */
  private void prove(TokenKey key) throws TokenFailure {
    byte[] proven = {};
    try {
      proven =
          key.decrypt(
              Base64Url.decode(content.nonce(), NONCE_SIZE),
              associatedData(),
              Base64Url.decode(content.proof(), PROOF_SIZE));
    } catch (GeneralSecurityException another) {
      // Tokens have no one answer for a tag that does not hold.
    }
    if (!MessageDigest.isEqual(proven, Base64Url.decode(content.id(), ID_SIZE))) {
      key.close();
      throw new TokenFailure(TokenTrouble.KEY_DIFFERS);
    }
  }

  private byte[] associatedData() {
    Place place = content.pkcs11();
    return String.join(
            "\n",
            content.format(),
            Integer.toString(content.version()),
            content.id(),
            content.use(),
            place.token(),
            place.serial(),
            place.key(),
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean plain(String text, int shortest, int longest) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return length >= shortest
        && length <= longest
        && text.codePoints().noneMatch(Character::isISOControl);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not a root-key file, version 3");
    }
  }
}
