package org.cardnym.vault;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vault whose operator has turned text messages on; {@link Phones} is who takes them. */
public class WithSms extends QuickPayments {
  /** What the vault shows there. */
  static final String TOKEN = "a-token-of-the-text-gateway";

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Settings.class));
  }

  /** Where they will be. */
  public static class Settings implements QuarkusTestResourceLifecycleManager {
    private @Nullable Path folder;

    @Override
    public Map<String, String> start() {
      try {
        Path made = Files.createTempDirectory("cardnym-sms");
        folder = made;
        var certificate = new TestCertificate("localhost");
        String pem = file(made, "certificate.pem", certificate.certificatePem());
        return Map.of(
            "cardnym.test.sms.certificate",
            pem,
            "cardnym.test.sms.key",
            file(made, "key.pem", certificate.keyPem()),
            "cardnym.sms.endpoint",
            "https://localhost:" + TestPorts.free() + "/messages",
            "cardnym.sms.token-file",
            file(made, "token", TOKEN + "\n"),
            "cardnym.sms.trust",
            pem,
            "cardnym.sms.patience",
            "5S");
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void stop() {
      Path made = folder;
      if (made == null) {
        return;
      }
      try (var files = Files.list(made)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
        Files.delete(made);
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    }

    private static String file(Path folder, String name, String text) throws IOException {
      Path file =
          Files.createFile(
              folder.resolve(name),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, text).toString();
    }
  }
}
