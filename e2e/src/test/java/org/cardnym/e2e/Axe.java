package org.cardnym.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for what bars people from reading or using a page. */
final class Axe {
  private static final String ASK =
      """
      async () => (await axe.run()).violations
        .filter((found) => found.impact === 'serious' || found.impact === 'critical')
        .map((found) => found.id + ': ' + found.nodes.map((node) => node.target.join(' ')).join(', '))\
      """;

  private final String script;

  Axe() {
    String place =
        "/META-INF/resources/webjars/axe-core/%s/axe.min.js"
            .formatted(System.getProperty("axe.version"));
    try (InputStream in = Axe.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new IllegalStateException(place + " is not on the class path");
      }
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is serious or critical on the page as it stands, one line each. */
  @SuppressWarnings("unchecked")
  List<String> barriers(Page page) {
    page.evaluate(script);
    return (List<String>) page.evaluate(ASK);
  }
}
