package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.cardnym.vault.merchant.Destinations.Destination;
import org.cardnym.vault.merchant.Destinations.Unfit;
import org.cardnym.vault.readiness.Loosened.Check;
import org.cardnym.vault.readiness.TestLoosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  private static final String SHOP = "https://shop.example/webhooks";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/webhooks",
        "https://shop.example",
        "https://shop.example:443/a/b?key=1",
        "https://xn--mller-kva.example/",
        "https://1.1.1.1/hook",
        "https://[2606:4700::1111]/hook"
      })
  void anAddressOfThePublicWebIsTaken(String url) {
    usual().require(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example/webhooks",
        "http://shop.example/webhooks",
        "ftp://shop.example/",
        "https://shop.example:8443/",
        "https://shop.example:22/",
        "https://shop.example:0/",
        "https://shop.example:99999/",
        "https://user@shop.example/",
        "https://user:pass@shop.example/",
        "https://shop.example/#part",
        "https://shop.example/a b",
        "https://shop.example/\u0000",
        "https://shop.example/\r\nHost: evil.example",
        "https://m\u00fcller.example/",
        "https://localhost/",
        "https://shop.localhost/",
        "https://intranet/",
        "https://shop.example./",
        "https://shop_1.example/",
        "https:///webhooks",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00:ec2::254]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[fe80::1%25eth0]/",
        "javascript:alert(1)",
        "file:///etc/passwd"
      })
  void anAddressThatNothingIsSentToIsRefused(String url) {
    refused(usual(), url);
  }

  @Test
  void anEndlessAddressIsRefused() {
    refused(usual(), SHOP + "/" + "a".repeat(500));
  }

  @Test
  void portsAndNetworksAreOpenWhereTheOperatorNamesThem() throws Exception {
    var named = to(TestWebhookSettings.USUAL.at(443, 8443).naming("10.20.0.0/16"), "10.20.0.9");

    named.require("https://shop.example:8443/");
    named.require("https://10.20.0.1:8443/");
    assertThat(named.find("https://shop.example:8443/", 1).server())
        .isEqualTo(AddressRuleTest.ip("10.20.0.9"));
    refused(named, "https://shop.example:9443/");
    refused(named, "https://10.21.0.1:8443/");
    refused(named, "http://10.20.0.1:8443/");
  }

  @Test
  void aSandboxSendsToItsOwnMachineByItsNumberOnly() throws Exception {
    var sandbox = loosened();

    sandbox.require("http://127.0.0.1:18602/webhooks");
    Destination found = sandbox.find("http://127.0.0.1:18602/webhooks", 1);
    assertThat(found.address().secure()).isFalse();
    assertThat(found.address().port()).isEqualTo(18602);
    refused(sandbox, "http://localhost:18602/webhooks");
    refused(sandbox, "http://10.0.0.1:18602/webhooks");
    refused(sandbox, "http://1.1.1.1/webhooks");
    unfit(sandbox, "http://shop.example/webhooks", "address_refused");
  }

  @Test
  void aNameIsLookedUpAtEachSendAndTriedInTurn() throws Exception {
    var shop = to(TestWebhookSettings.USUAL, "1.1.1.1", "2606:4700::1111");

    assertThat(shop.find(SHOP, 1).server()).isEqualTo(AddressRuleTest.ip("1.1.1.1"));
    assertThat(shop.find(SHOP, 2).server()).isEqualTo(AddressRuleTest.ip("2606:4700::1111"));
    assertThat(shop.find(SHOP, 3).server()).isEqualTo(AddressRuleTest.ip("1.1.1.1"));
    assertThat(shop.find(SHOP, 1).address().host()).isEqualTo("shop.example");
  }

  @Test
  void oneAddressInsideSpoilsAllOthers() {
    for (String inside :
        List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00:ec2::254")) {
      unfit(to(TestWebhookSettings.USUAL, "1.1.1.1", inside), SHOP, "address_refused");
      unfit(to(TestWebhookSettings.USUAL, inside, "1.1.1.1"), SHOP, "address_refused");
    }
  }

  @Test
  void aNameThatTurnsInsideAfterItWasSetIsRefusedWhenSomethingIsSent() throws Exception {
    String[] now = {"1.1.1.1"};
    var shop =
        new Destinations(
            (host, patience) -> List.of(AddressRuleTest.ip(now[0])),
            TestWebhookSettings.USUAL,
            TestLoosened.of());
    shop.require(SHOP);
    shop.find(SHOP, 1);

    now[0] = "169.254.169.254";

    assertThatThrownBy(() -> shop.find(SHOP, 1)).isInstanceOf(Unfit.class);
  }

  @Test
  void aNameWithoutAddressIsNotSentTo() {
    unfit(to(TestWebhookSettings.USUAL), SHOP, "name_unknown");
  }

  private static void unfit(Destinations destinations, String url, String word) {
    assertThatThrownBy(() -> destinations.find(url, 1)).isInstanceOf(Unfit.class).hasMessage(word);
  }

  private static void refused(Destinations destinations, String url) {
    assertThatThrownBy(() -> destinations.require(url))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.WEBHOOK_UNFIT));
  }

  private static Destinations usual() {
    return to(TestWebhookSettings.USUAL, "1.1.1.1");
  }

  private static Destinations loosened() {
    return new Destinations(
        names("1.1.1.1"), TestWebhookSettings.USUAL, TestLoosened.of(Check.LOOPBACK_WEBHOOKS));
  }

  private static Destinations to(WebhookSettings settings, String... addresses) {
    return new Destinations(names(addresses), settings, TestLoosened.of());
  }

  private static NameLookup names(String... addresses) {
    List<InetAddress> found = Stream.of(addresses).map(AddressRuleTest::ip).toList();
    return (String host, Duration patience) -> found;
  }
}
