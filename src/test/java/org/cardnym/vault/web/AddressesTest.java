package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/16,10.1.255.255,true",
    "10.1.2.3/16,10.2.0.0,false",
    "192.0.2.7,192.0.2.7,true",
    "192.0.2.7,192.0.2.8,false",
    "192.0.2.7,::ffff:192.0.2.7,true",
    "2001:db8::/32,2001:db8:ffff::1,true",
    "2001:db8::/32,2001:db9::1,false",
    "0.0.0.0/0,2001:db8::1,false",
    "10.0.0.0/8,nonsense,false"
  })
  void aNetworkHoldsItsAddressesOnly(String network, String address, boolean held) {
    assertThat(Network.parse(network).holds(address)).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "", "10.0.0"})
  void aNetworkThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ipv6ClientsAreCountedByTheirNetwork() {
    assertThat(Network.counted("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(Network.counted("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(Network.counted("2001:db8:1:2:ffff::1"))
        .endsWith("/64");
    assertThat(Network.counted("2001:db8:1:3::1")).isNotEqualTo(Network.counted("2001:db8:1:2::1"));
  }
}
