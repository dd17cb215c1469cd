package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/enrol",
        "/pay/pay_01h455vb4pex5vsknk084sn02q/AZaz09_-",
        "/admin/v1/audit?limit=5&cursor=AZ_-",
        "/a?b=%20c+d",
        "/.well-known/x"
      })
  void plainTargetsPass(String target) {
    assertThat(PathRules.plain(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "https://vault.example/v1",
        "v1",
        "/admin;x",
        "/admin%3bx",
        "/%2fadmin",
        "/%2Fadmin",
        "//admin",
        "/a//b",
        "/a%5cb",
        "/a\\b",
        "/../a",
        "/a/..",
        "/a/./b",
        "/a/.",
        "/%2e%2e/a",
        "/a%00",
        "/a b",
        "/ä",
        "/a\u0000",
        "/a?b=<c>",
        "/a?b=\"",
        "/a?b#c",
        "/a%252fb",
        "/a?b=%00",
        "/a?b=c%0d%0a",
        "/a?b=%7f",
        "/a?b=%",
        "/a?b=%zz",
        "/a@b",
        "/a:b"
      })
  void targetsThatReadTwoWaysDoNot(String target) {
    assertThat(PathRules.plain(target)).isFalse();
  }

  @org.junit.jupiter.api.Test
  void aTargetIsBounded() {
    assertThat(PathRules.plain("/" + "a".repeat(1_023))).isTrue();
    assertThat(PathRules.plain("/" + "a".repeat(1_024))).isFalse();
  }

  @org.junit.jupiter.api.Test
  void whatAnIdentityServiceBringsBackMayBeLonger() {
    String code = "?code=" + "a".repeat(2_000);

    assertThat(PathRules.plain("/pay/callback" + code)).isTrue();
    assertThat(PathRules.plain("/account/providers/return" + code)).isTrue();
    assertThat(PathRules.plain("/pay/callback/x" + code)).isFalse();
    assertThat(PathRules.plain("/pay/callback" + code.repeat(2))).isFalse();
  }
}
