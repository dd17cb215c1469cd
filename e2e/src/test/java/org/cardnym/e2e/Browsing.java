package org.cardnym.e2e;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves a class of browser tests out, or a single one, where {@code -DskipBrowser} asks for it,
 * and says so.
 */
final class Browsing implements BeforeAllCallback, BeforeEachCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    allow(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    allow(context);
  }

  private static void allow(ExtensionContext context) {
    if (!System.getProperty("skipBrowser", "false").equals("false")) {
      System.err.println(
          "WARNING: "
              + context.getDisplayName()
              + " is left out, as -DskipBrowser asks for it. Nobody has seen the pages.");
      Assumptions.abort("-DskipBrowser");
    }
  }
}
