package org.cardnym.admin.rootkey;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All of a root-key file, version 2, but the sealed key; binary values as they stand in the file.
 *
 * @param id base64url of 16 bytes
 * @param created for people only: the seal does not bind it
 * @param nonce base64url of 12 bytes
 */
record SharedHeader(
    String id, RootKeyUse use, Instant created, int threshold, List<Holder> holders, String nonce) {
  static final int VERSION = 2;
  static final String SCHEME = "shamir-gf256";
  static final int MOST = 20;
  private static final int FEWEST = 2;
  private static final int LONGEST_TEXT = 255;
  private static final int COMMITMENT_BYTES = 32;

  /** A custodian, whose share's index is their place from 1 on, and the commitment to it. */
  record Holder(Custodian custodian, String commitment) {}

  SharedHeader {
    Base64Url.decode(id, RootKeyHeader.ID_BYTES);
    Base64Url.decode(nonce, RootKeyHeader.NONCE_BYTES);
    holders = List.copyOf(holders);
    require(threshold >= FEWEST && threshold <= holders.size() && holders.size() <= MOST);
    Set<List<String>> people = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Holder holder : holders) {
      Custodian who = holder.custodian();
      require(plain(who.name()) && plain(who.issuer()) && plain(who.subject()));
      require(names.add(who.name()) && people.add(List.of(who.issuer(), who.subject())));
      Base64Url.decode(holder.commitment(), COMMITMENT_BYTES);
    }
  }

  /** What the seal binds besides the key: each value on a line of its own. */
  byte[] associatedData() {
    StringBuilder lines = new StringBuilder();
    line(lines, RootKeyHeader.FORMAT);
    line(lines, Integer.toString(VERSION));
    line(lines, id);
    line(lines, use.toString());
    line(lines, SCHEME);
    line(lines, Integer.toString(threshold));
    line(lines, Integer.toString(holders.size()));
    for (int i = 0; i < holders.size(); i++) {
      Custodian who = holders.get(i).custodian();
      line(lines, Integer.toString(i + 1));
      line(lines, who.name());
      line(lines, who.issuer());
      line(lines, who.subject());
      line(lines, holders.get(i).commitment());
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder lines, String value) {
    lines.append(value).append('\n');
  }

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
