package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.cardnym.sandbox.web.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopPagesTest {
  private final ShopPages pages = pages(Words.of(""));

  @Test
  void theVaultsScriptIsTakenByItsDigest() throws Exception {
    byte[] script = Files.readAllBytes(Path.of("../checkout-script/cardnym-checkout.js"));
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-384").digest(script));

    assertThat(pages.toPay(Cart.of(""), mug()))
        .contains(
            "src=\"http://localhost:1/assets/checkout/v1/cardnym-checkout.js\"",
            "integrity=\"sha384-" + digest + "\"");
  }

  @Test
  void onlyTheVaultsScriptAndPaymentPageAreLetIn() {
    assertThat(ShopMain.policy("http://localhost:1"))
        .contains(
            "script-src 'self' http://localhost:1/assets/checkout/v1/cardnym-checkout.js;",
            "form-action 'self' http://localhost:1;")
        .doesNotContain("unsafe", "*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everyProductHasAPictureAndWordsForThoseWhoDontSeeIt(String language) {
    Words words = Words.of(language);
    String window = pages(words).window(Cart.of(""));
    for (Product product : Product.ALL) {
      assertThat(Response.resource(ShopPages.class, product.id() + ".svg").body())
          .startsWith("<svg");
      assertThat(window)
          .contains(words.name(product), "alt=\"" + words.say(product.id() + ".picture") + "\"");
    }
  }

  @Test
  void noPageAsksForACard() {
    String all = pages.window(Cart.of("")) + pages.toPay(Cart.of(""), mug());
    assertThat(all).doesNotContain("cc-number", "cvc", "name=\"card");
  }

  private static ShopPages pages(Words words) {
    return new ShopPages("http://localhost:1", words);
  }

  private static Order mug() {
    return new Order("M-ABCDEFGHIJ", List.of(new Line(Product.ALL.getFirst(), 1)), "A mug");
  }
}
