package org.cardnym.vault.admin;

import java.util.List;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What a body must hold. */
final class Given {
  private Given() {}

  /** The member, or a refusal that names it. */
  static <T> T member(@Nullable T value, String name) {
    if (value == null) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
    }
    return value;
  }

  /** The list, none of whose members is null. */
  static <T> List<T> members(@Nullable List<@Nullable T> values, String name) {
    return member(values, name).stream().map(value -> member(value, name)).toList();
  }

  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    return body;
  }
}
