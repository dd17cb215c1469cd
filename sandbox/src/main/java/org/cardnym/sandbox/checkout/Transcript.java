package org.cardnym.sandbox.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.cardnym.sandbox.web.Json;

/** Tells a checkout so that a newcomer sees who learned what. */
public final class Transcript {
  private final Consumer<String> out;

  public Transcript(Consumer<String> out) {
    this.out = out;
  }

  /**
   * Prints it.
   *
   * @param seenByMerchant the shop's own record of all that it saw
   */
  public void print(Bought bought, Path seenByMerchant) {
    heading("All that the merchant saw");
    lines(seenByMerchant).forEach(this::exchange);
    heading("What the payment page showed the shopper");
    out.accept("before the proofs  " + bought.asked());
    out.accept("at the end         " + bought.outcome());
    out.accept("back in the shop   " + bought.shopSaid());
    heading("The bank's receipt (masked by the bank)");
    bought
        .receipt()
        .ifPresentOrElse(
            receipt ->
                receipt
                    .fields()
                    .forEachRemaining(
                        member -> out.accept(pad(member.getKey()) + member.getValue())),
            () -> out.accept("none for this payment"));
    out.accept("");
  }

  private void exchange(String line) {
    JsonNode seen = Json.read(line);
    String who = seen.path("from").asText() + " → " + seen.path("to").asText();
    out.accept(pad(who) + seen.path("what").asText());
    String body = seen.path("body").asText();
    if (!body.isEmpty()) {
      out.accept(pad("") + body);
    }
  }

  private void heading(String text) {
    out.accept("");
    out.accept(text);
    out.accept("─".repeat(text.length()));
  }

  private static String pad(String text) {
    return String.format("%-18s ", text);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
