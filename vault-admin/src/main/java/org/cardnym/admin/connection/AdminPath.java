package org.cardnym.admin.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A path under {@code /admin/v1}; no part given by the user can leave its place in it. */
public final class AdminPath {
  /** What ids, key ids, currencies and names of rules are made of. */
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final String path;

  private AdminPath(String path) {
    this.path = path;
  }

  /**
   * @throws Failure if a segment is no id
   */
  public static AdminPath of(String... segments) {
    StringBuilder path = new StringBuilder("/admin/v1");
    for (String segment : segments) {
      if (!SEGMENT.matcher(segment).matches()) {
        throw new Failure(
            Trouble.INPUT_INVALID,
            "'" + segment + "' is no id: ids are letters, digits, hyphens and low lines.");
      }
      path.append('/').append(segment);
    }
    return new AdminPath(path.toString());
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
