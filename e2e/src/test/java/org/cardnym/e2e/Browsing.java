package org.cardnym.e2e;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves a class of browser tests out where {@code -DskipBrowser} asks for it, and says so. */
final class Browsing implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    if (!System.getProperty("skipBrowser", "false").equals("false")) {
      System.err.println(
          "WARNING: "
              + context.getDisplayName()
              + " is left out, as -DskipBrowser asks for it. Nobody has seen the pages.");
      Assumptions.abort("-DskipBrowser");
    }
  }
}
