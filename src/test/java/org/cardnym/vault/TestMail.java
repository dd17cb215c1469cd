package org.cardnym.vault;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Points the vault at a mail server's port; {@link Inbox} is that server, up only while a test
 * holds one open.
 */
public class TestMail implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.mailer.mock", "false",
        "quarkus.mailer.host", "127.0.0.1",
        "quarkus.mailer.port", Integer.toString(freePort()),
        "quarkus.mailer.from", "Cardnym <no-reply@vault.example>");
  }

  @Override
  public void stop() {}

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new IllegalStateException("no port is free", failed);
    }
  }
}
