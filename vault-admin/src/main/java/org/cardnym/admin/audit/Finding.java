package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it was signed.
 *
 * @param code stable, for scripts
 * @param batch the batch it is about, or 0
 * @param position the place in it, or below 0
 * @param entry the entry's identifier, or null
 * @param vaultsWord true where only the vault's own seal tells; false where hashes and signatures
 *     do
 * @param says a sentence
 */
record Finding(
    String code,
    long batch,
    int position,
    @Nullable String entry,
    boolean vaultsWord,
    String says) {
  static Finding batch(String code, long number, String says) {
    return new Finding(code, number, -1, null, false, says);
  }

  static Finding entry(String code, Entry entry, String says) {
    return new Finding(
        code, Math.max(0, entry.batch), entry.position, entry.id, false, name(entry) + says);
  }

  /** What this command can't reckon itself. */
  static Finding byVault(String code, Entry entry, String says) {
    return new Finding(
        code, Math.max(0, entry.batch), entry.position, entry.id, true, name(entry) + says);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("code", code);
    json.put("batch", batch > 0 ? Long.valueOf(batch) : null);
    json.put("position", position >= 0 ? Integer.valueOf(position) : null);
    return json.put("entry", entry)
        .put("by", vaultsWord ? "the vault" : "this command")
        .put("says", says);
  }

  private static String name(Entry entry) {
    String place =
        entry.batch > 0 ? " (batch " + entry.batch + ", position " + entry.position + ")" : "";
    return "Entry " + entry.id + place + " of " + entry.at + " ";
  }
}
