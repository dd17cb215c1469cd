package org.cardnym.vault.audit;

/**
 * What is read of the trail's tables: of each column a little more than the vault ever writes, and
 * no more, however much somebody wrote there. What was cut off fits no hash.
 */
final class Columns {
  /** Characters of a text of an entry; the vault writes some hundreds. */
  static final int LONGEST = 8_000;

  static final String ENTRY =
      "entry_id, at, left(replica, 8001) as replica, left(actor, 8001) as actor, left(action, 8001)"
          + " as action, left(subject, 8001) as subject, left(outcome, 8001) as outcome, left(facts,"
          + " 8001) as facts, substring(hash for 33) as hash, mac_version, substring(mac for 33) as"
          + " mac, refused, batch, position";

  static final String BATCH =
      "number, entries, substring(root for 33) as root, substring(previous for 33) as previous,"
          + " substring(hash for 33) as hash, substring(signature for 65) as signature, key_version";

  static final String HEAD =
      "number, substring(hash for 33) as hash, mac_version, substring(mac for 33) as mac";

  private Columns() {}
}
