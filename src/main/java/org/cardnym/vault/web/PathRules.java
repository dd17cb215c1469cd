package org.cardnym.vault.web;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which request targets are looked at at all. No path of the vault needs encoding, so none may hold
 * any: what routers, proxies and checks could read in two ways ({@code ;}, {@code %2f}, {@code \},
 * {@code //}, {@code ..}) is refused before any of them reads it.
 */
final class PathRules {
  private static final int MOST_CHARACTERS = 1_024;

  /** What an identity service writes into the address is its own; some write a lot. */
  private static final int MOST_RETURNED = 4_000;

  private static final Set<String> RETURNS = Set.of("/pay/callback", "/account/providers/return");
  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]*)+");
  private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~%=&+:-]*");

  /** Characters that no text holds, and percent signs that encode none. */
  private static final Pattern CONTROLS = Pattern.compile("%(?:[01]|7[fF]|(?![0-9A-Fa-f]{2}))");

  private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(?:/|$)");

  private PathRules() {}

  /**
   * True if {@code target}, as it stands in the request line, can be read in one way only (RFC 9112
   * §3.2.1, origin form).
   */
  static boolean plain(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return target.length() <= (RETURNS.contains(path) ? MOST_RETURNED : MOST_CHARACTERS)
        && PATH.matcher(path).matches()
        && !path.contains("//")
        && !DOTS.matcher(path).find()
        && QUERY.matcher(query).matches()
        && !CONTROLS.matcher(query).find();
  }
}
