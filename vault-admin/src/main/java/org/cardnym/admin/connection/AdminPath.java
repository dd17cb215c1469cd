package org.cardnym.admin.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A path under {@code /admin/v1}; no part given by the user can leave its place in it. */
public final class AdminPath {
  /** What ids, key ids, currencies and names of rules are made of. */
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /** As many digits as a card number has, and nothing else: neither sent nor shown. */
  private static final Pattern LIKE_CARD = Pattern.compile("[0-9](?:[ -]?[0-9]){11,18}");

  private static final String ROOT = "/admin/v1";

  private final String path;

  private AdminPath(String path) {
    this.path = path;
  }

  /**
   * @throws Failure if a segment is no id
   */
  public static AdminPath of(String... segments) {
    StringBuilder path = new StringBuilder(ROOT);
    for (String segment : segments) {
      if (LIKE_CARD.matcher(segment).matches()) {
        throw new Failure(
            Trouble.INPUT_INVALID,
            "What was given as an id looks like a card number; it was not sent.");
      }
      if (!SEGMENT.matcher(segment).matches()) {
        throw new Failure(
            Trouble.INPUT_INVALID,
            "'" + segment + "' is no id: ids are letters, digits, hyphens and underscores.");
      }
      path.append('/').append(segment);
    }
    return new AdminPath(path.toString());
  }

  /** Its parts after the root, without parameters. */
  List<String> segments() {
    String bare = path.replaceFirst("\\?.*", "").substring(ROOT.length());
    return Arrays.stream(bare.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  /** This path with a parameter more. */
  public AdminPath with(String parameter, String value) {
    String sign = path.contains("?") ? "&" : "?";
    return new AdminPath(
        path + sign + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return path;
  }
}
