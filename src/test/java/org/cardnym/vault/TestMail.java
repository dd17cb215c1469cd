package org.cardnym.vault;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
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
        "quarkus.mailer.port", Integer.toString(TestPorts.free()),
        "quarkus.mailer.from", "Cardnym <no-reply@vault.example>");
  }

  @Override
  public void stop() {}
}
