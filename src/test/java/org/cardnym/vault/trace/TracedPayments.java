package org.cardnym.vault.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.TestPorts;

/** A vault with a collector, which is there while a test holds a {@link FakeCollector} open. */
public final class TracedPayments extends QuickPayments {
  static final String AUTHORIZATION = "Bearer only-for-the-collector";

  @Override
  public Map<String, String> getConfigOverrides() {
    var settings = new HashMap<>(super.getConfigOverrides());
    settings.put("cardnym.traces.endpoint", "http://127.0.0.1:" + TestPorts.free() + "/v1/traces");
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
}
