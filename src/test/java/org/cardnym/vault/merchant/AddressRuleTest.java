package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant's name may stand for. */
class AddressRuleTest {
  private static final AddressRule USUAL = new AddressRule(List.of(), false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "192.167.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::8a",
        "2001:4860:4860::8888"
      })
  void thePublicInternetIsAllowed(String address) {
    assertThat(USUAL.allows(ip(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Loopback and unspecified
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        // Private
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "fc00::1",
        "fd12:3456::1",
        // Link-local, and what clouds tell their machines
        "169.254.169.254",
        "169.254.170.2",
        "fe80::1",
        "fd00:ec2::254",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        // Multicast, broadcast, reserved
        "224.0.0.1",
        "239.255.255.255",
        "255.255.255.255",
        "240.0.0.1",
        "ff02::1",
        // An IPv4 address in another coat
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:0:0:0:0:7f00:1",
        // Special purposes
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "fec0::1",
        "4000::1"
      })
  void everythingElseIsRefused(String address) {
    assertThat(USUAL.allows(ip(address))).isFalse();
  }

  @Test
  void aNetworkThatTheOperatorNamedIsAllowedAndNoOther() {
    var named =
        new AddressRule(List.of(IpRange.parse("10.20.0.0/16"), IpRange.parse("fd12::/32")), false);

    assertThat(named.allows(ip("10.20.3.4"))).isTrue();
    assertThat(named.allows(ip("fd12::5"))).isTrue();
    assertThat(named.allows(ip("10.21.0.1"))).isFalse();
    assertThat(named.allows(ip("fd13::5"))).isFalse();
    assertThat(named.allows(ip("192.168.0.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "169.254.169.254",
        "fd00:ec2::254",
        "fe80::1",
        "0.0.0.0",
        "224.0.0.1",
        "168.63.129.16"
      })
  void thisMachineItsLinkAndItsCloudStayRefusedWhateverIsNamed(String address) {
    var all = new AddressRule(List.of(IpRange.parse("0.0.0.0/0"), IpRange.parse("::/0")), false);

    assertThat(all.allows(ip(address))).isFalse();
    assertThat(all.allows(ip("10.0.0.1"))).isTrue();
  }

  @Test
  void aSandboxReachesItsOwnMachineAndNothingMore() {
    var sandbox = new AddressRule(List.of(), true);

    assertThat(sandbox.allows(ip("127.0.0.1"))).isTrue();
    assertThat(sandbox.allows(ip("::1"))).isTrue();
    assertThat(sandbox.allows(ip("169.254.169.254"))).isFalse();
    assertThat(sandbox.allows(ip("10.0.0.1"))).isFalse();
    assertThat(sandbox.allows(ip("0.0.0.0"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "/8", "::/129"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> IpRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException none) {
      throw new IllegalStateException(none);
    }
  }
}
