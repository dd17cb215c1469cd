package org.cardnym.vault.trace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.QuickPayments;

/** A vault with a collector, which is there while a test holds a {@link FakeCollector} open. */
public final class TracedPayments extends QuickPayments {
  static final String AUTHORIZATION = "Bearer only-for-the-collector";

  @Override
  public Map<String, String> getConfigOverrides() {
    var settings = new HashMap<>(super.getConfigOverrides());
    settings.put("cardnym.traces.endpoint", "http://127.0.0.1:" + freePort() + "/v1/traces");
    settings.put("cardnym.traces.headers-file", headers().toString());
    return settings;
  }

  private static Path headers() {
    try {
      Path file =
          Files.createTempFile(
              "collector",
              ".headers",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      file.toFile().deleteOnExit();
      return Files.writeString(file, "Authorization: " + AUTHORIZATION + "\n");
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new IllegalStateException("no port is free", failed);
    }
  }
}
