package org.cardnym.admin.terminal;

import java.util.Locale;

/** How far something is, drawn for a terminal. */
public final class Bar {
  private static final int WIDTH = 30;

  private Bar() {}

  /** For instance {@code [###---] 50 %}; full where there is nothing to do, whatever was told. */
  public static String of(long done, long total) {
    double part = total <= 0 ? 1 : Math.clamp((double) done / total, 0, 1);
    int full = (int) Math.floor(part * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        (int) Math.floor(part * 100));
  }
}
