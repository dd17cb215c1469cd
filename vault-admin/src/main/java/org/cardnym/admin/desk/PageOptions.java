package org.cardnym.admin.desk;

import org.cardnym.admin.connection.AdminPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a list is wanted. */
public final class PageOptions {
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most; the vault has a bound of its own.")
  private @Nullable Integer limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Where to go on: 'next' of the page before.")
  private @Nullable String cursor;

  /** The path of that part. */
  public AdminPath of(AdminPath list) {
    AdminPath part = limit == null ? list : list.with("limit", Integer.toString(limit));
    return cursor == null ? part : part.with("cursor", cursor);
  }
}
