package org.cardnym.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.cardnym.sandbox.launch.Ports.Listener;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final int BASE = 27300;

  @Test
  void aTakenPortIsNamedWithWhatItIsFor() throws IOException {
    Ports ports = new Ports(BASE, 1);
    int taken = ports.of(Listener.SHOP);
    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(other.isBound()).isTrue();

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("port " + taken + " (the shop) is taken")
          .hasMessageContaining("--port-base");
    }
  }

  @Test
  void aPortTakenOnEveryAddressIsTaken() throws IOException {
    Ports ports = new Ports(BASE + 100, 1);
    try (ServerSocket other = new ServerSocket(ports.of(Listener.PAGES))) {
      assertThat(other.isBound()).isTrue();

      assertThatThrownBy(ports::requireFree).isInstanceOf(StartRefused.class);
    }
  }

  @Test
  void freePortsPass() {
    assertThatCode(() -> new Ports(BASE + 200, 3).requireFree()).doesNotThrowAnyException();
  }

  @Test
  void theOnlyReplicaListensOnThePublicPorts() {
    Ports ports = new Ports(BASE, 1);

    assertThat(ports.http(1)).isEqualTo(ports.of(Listener.PAGES));
    assertThat(ports.tls(1)).isEqualTo(ports.of(Listener.API));
  }

  @Test
  void replicasShareNoPort() {
    Ports ports = new Ports(BASE, 16);
    Set<Integer> all = new HashSet<>();
    for (Listener listener : Listener.values()) {
      if (listener != Listener.METRICS) {
        assertThat(all.add(ports.of(listener))).isTrue();
      }
    }
    for (int replica = 1; replica <= 16; replica++) {
      assertThat(all.add(ports.http(replica))).isTrue();
      assertThat(all.add(ports.tls(replica))).isTrue();
      assertThat(all.add(ports.management(replica))).isTrue();
    }
  }
}
