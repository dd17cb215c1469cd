package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CartTest {
  private static final Product MUG = Product.find("mug").orElseThrow();
  private static final Product BOWL = Product.find("bowl").orElseThrow();

  @Test
  void whatIsPutInIsFoundAgainByItsCookie() {
    Cart cart = Cart.of("").plus(MUG).plus(BOWL).plus(MUG);

    Cart again = Cart.of("a=b; " + cart.cookie());

    assertThat(again.lines()).containsExactly(new Line(MUG, 2), new Line(BOWL, 1));
    assertThat(again.pieces()).isEqualTo(3);
    assertThat(Price.text(Price.sum(again.lines()), Locale.UK)).isEqualTo("€56.48");
  }

  @ParameterizedTest
  @CsvSource({
    "kiln_cart=gold.1-mug.2, 2",
    "kiln_cart=mug.0, 0",
    "kiln_cart=mug.99, 9",
    "kiln_cart=mug.-3, 0",
    "kiln_cart=mug.1-mug.4, 4",
    "kiln_cart=mug.1:0.01, 0",
    "xkiln_cart=mug.1, 0",
    "'', 0"
  })
  void aCookieSaysOnlyWhatAndHowMany(String cookies, int pieces) {
    assertThat(Cart.of(cookies).pieces()).isEqualTo(pieces);
  }

  @Test
  void nobodyOrdersMoreThanNineOfAThingOrLessThanNone() {
    assertThat(Cart.of("").with(MUG, 400).pieces()).isEqualTo(Cart.MOST);
    assertThat(Cart.of("").with(MUG, Cart.MOST).plus(MUG).pieces()).isEqualTo(Cart.MOST);
    assertThat(Cart.of("").plus(MUG).with(MUG, -1).lines()).isEmpty();
  }
}
