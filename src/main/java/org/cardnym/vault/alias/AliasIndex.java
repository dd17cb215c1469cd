package org.cardnym.vault.alias;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keyed values by which a name is found, and by which limits count it; they stand for the name
 * in rows and logs. There is one under each version of the index key that lived when they were
 * made, each 32 bytes, URL-safe base 64 without padding.
 *
 * @param version of the newest key
 * @param value under it
 * @param others under the other keys, as {@code 1=… 3=…}; null where there was one key
 */
public record AliasIndex(int version, String value, @Nullable String others) {
  static AliasIndex of(int version, SortedMap<Integer, String> byVersion) {
    var others = new ArrayList<String>();
    byVersion.forEach((each, value) -> {
      if (each != version) {
        others.add(each + "=" + value);
      }
    });
    String value = byVersion.get(version);
    if (value == null) {
      throw new IllegalStateException("the newest key has no value");
    }
    return new AliasIndex(version, value, others.isEmpty() ? null : String.join(" ", others));
  }

  /** All of them, by their keys' versions. */
  SortedMap<Integer, String> byVersion() {
    var all = new TreeMap<Integer, String>();
    all.put(version, value);
    if (others != null) {
      for (String each : others.split(" ", -1)) {
        int split = each.indexOf('=');
        all.put(Integer.valueOf(each.substring(0, split)), each.substring(split + 1));
      }
    }
    return all;
  }

  /** All of them; the newest key's comes first. */
  public List<String> values() {
    var all = new ArrayList<String>();
    all.add(value);
    byVersion()
        .forEach((each, other) -> {
          if (each != version) {
            all.add(other);
          }
        });
    return all;
  }
}
