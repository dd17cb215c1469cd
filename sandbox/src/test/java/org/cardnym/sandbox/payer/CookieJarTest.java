package org.cardnym.sandbox.payer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CookieJarTest {

  @Test
  void cookiesComeBackWithoutTheirAttributes() {
    CookieJar jar = new CookieJar();

    jar.take(List.of("__Host-a=1; Secure; Path=/; HttpOnly", "b=2=3; Max-Age=60"));

    assertThat(jar.header()).isEqualTo("__Host-a=1; b=2=3");
  }

  @Test
  void aCookieWithoutAgeLeftEnds() {
    CookieJar jar = new CookieJar();
    jar.take(List.of("a=1", "b=2"));

    jar.take(List.of("a=; Max-Age=0"));

    assertThat(jar.header()).isEqualTo("b=2");
  }
}
