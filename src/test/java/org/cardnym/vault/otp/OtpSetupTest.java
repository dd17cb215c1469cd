package org.cardnym.vault.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtpSetupTest {
  /** RFC 4648, section 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void base32AnswersThePublishedLetters(String text, String letters) {
    assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(letters);
  }

  @Test
  void addressNamesIssuerNameAndRules() {
    assertThat(OtpUri.of("anna", "MZXW6YTBOI"))
        .isEqualTo(
            "otpauth://totp/Cardnym:anna?secret=MZXW6YTBOI&issuer=Cardnym&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void nameCannotChangeTheAddress() {
    URI uri = URI.create(OtpUri.of("zoë &secret=X?#/", "MY"));

    assertThat(uri.getPath()).isEqualTo("/Cardnym:zoë &secret=X?#/");
    assertThat(uri.getQuery()).startsWith("secret=MY&issuer=Cardnym");
  }

  @Test
  void pictureIsOneElementWithNothingActive() throws Exception {
    String svg = QrSvg.of(OtpUri.of("anna", "MZXW6YTBOI"));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg)
        .doesNotContain("script")
        .doesNotContain("style")
        .doesNotContain("href")
        .doesNotContain("MZXW");
  }

  @Test
  void doesNotPrint() {
    assertThat(new OtpSetup("otpauth://x", "MZXW6YTBOI", "<svg/>")).hasToString("OtpSetup");
  }
}
