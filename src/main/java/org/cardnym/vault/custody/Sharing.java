package org.cardnym.vault.custody;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * A root key sealed under a key that is split by Shamir's scheme: who holds which share, how many
 * open it, and a commitment to each share, so that a wrong one is refused when it is given.
 */
public final class Sharing {
  /** The most custodians a file may name. */
  static final int MOST = 20;

  private static final int FEWEST = 2;
  private static final int LONGEST_TEXT = 255;

  private final SharesFile.Content content;

  private Sharing(SharesFile.Content content) {
    this.content = content;
  }

  /**
   * @throws IllegalArgumentException for what is not as the format says
   */
  static Sharing of(SharesFile.Content content) {
    SharesFile.Shares shares = content.shares();
    int count = shares.custodians().size();
    require(
        content.format().equals(RootKeySettings.FORMAT)
            && content.version() == 2
            && content.cipher().equals("AES-256-GCM")
            && RootKeySettings.USES.contains(content.use())
            && shares.scheme().equals("shamir-gf256"));
    require(shares.threshold() >= FEWEST && shares.threshold() <= count && count <= MOST);
    Base64Url.decode(content.id(), Share.ID_SIZE);
    Base64Url.decode(content.nonce(), 12);
    Base64Url.decode(content.sealed(), 48);
    var people = new HashSet<List<String>>();
    var names = new HashSet<String>();
    for (int i = 0; i < count; i++) {
      SharesFile.Holder holder = shares.custodians().get(i);
      require(holder != null && holder.index() == i + 1);
      require(plain(holder.name()) && plain(holder.issuer()) && plain(holder.subject()));
      require(names.add(holder.name()));
      require(people.add(List.of(holder.issuer(), holder.subject())));
      Base64Url.decode(holder.commitment(), 32);
    }
    return new Sharing(content);
  }

  String id() {
    return content.id();
  }

  String use() {
    return content.use();
  }

  /** Who they are, as their provider's tokens name them, for those who decide about them. */
  public List<String> custodians() {
    return content.shares().custodians().stream()
        .map(holder -> "%s: %s at %s".formatted(holder.name(), holder.subject(), holder.issuer()))
        .toList();
  }

  public int shares() {
    return content.shares().custodians().size();
  }

  public int threshold() {
    return content.shares().threshold();
  }

  /** True for a share of this file that is this person's own. */
  boolean holds(Custodian person, Share share) {
    boolean ours = MessageDigest.isEqual(share.id(), Base64Url.decode(content.id(), Share.ID_SIZE));
    boolean theirs = false;
    for (SharesFile.Holder holder : content.shares().custodians()) {
      theirs |=
          holder.index() == share.index()
              & person.is(holder.issuer(), holder.subject())
              & MessageDigest.isEqual(
                  share.commitment(), Base64Url.decode(holder.commitment(), 32));
    }
    return ours & theirs;
  }

  /** True for one of those who hold a share. */
  boolean names(Custodian person) {
    return content.shares().custodians().stream()
        .anyMatch(holder -> person.is(holder.issuer(), holder.subject()));
  }

  /**
   * The root key.
   *
   * @param shares as many different ones as the threshold says
   * @throws GeneralSecurityException where shares that fit their commitments don't open the seal:
   *     the file was changed
   */
  OpenedRootKey open(Collection<Share> shares) throws GeneralSecurityException {
    byte[] wrapping = Shamir.combine(shares);
    try {
      return KeyInMemory.opened(
          content.id(),
          content.use(),
          wrapping,
          Base64Url.decode(content.nonce(), 12),
          Base64Url.decode(content.sealed(), 48),
          associatedData());
    } finally {
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  /** All of the file that decides something, a value on each line. */
  private byte[] associatedData() {
    var lines = new StringBuilder();
    line(lines, content.format());
    line(lines, Integer.toString(content.version()));
    line(lines, content.id());
    line(lines, content.use());
    line(lines, content.shares().scheme());
    line(lines, Integer.toString(threshold()));
    line(lines, Integer.toString(shares()));
    for (SharesFile.Holder holder : content.shares().custodians()) {
      line(lines, Integer.toString(holder.index()));
      line(lines, holder.name());
      line(lines, holder.issuer());
      line(lines, holder.subject());
      line(lines, holder.commitment());
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder lines, String value) {
    lines.append(value).append('\n');
  }

  /** What stands on one line and can't run into the next. */
  private static boolean plain(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TEXT
        && text.codePoints().noneMatch(Character::isISOControl);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not a root-key file, version 2");
    }
  }
}
