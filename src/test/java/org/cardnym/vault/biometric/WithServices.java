package org.cardnym.vault.biometric;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.TestCertificate;
import org.cardnym.vault.TestPorts;
import org.jspecify.annotations.Nullable;

/**
 * A vault with three identity services: {@code phone}, {@code watch} that names itself in what it
 * answers, and {@code gone}, which nobody runs.
 */
public class WithServices extends QuickPayments {
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
        Path made = Files.createTempDirectory("cardnym-services");
        folder = made;
        var certificate = new TestCertificate("localhost");
        String pem = file(made, "certificate.pem", certificate.certificatePem());
        String secret = file(made, "secret", IdentityService.SECRET + "\n");
        var settings = new HashMap<String, String>();
        settings.put("cardnym.test.services.certificate", pem);
        settings.put("cardnym.test.services.key", file(made, "key.pem", certificate.keyPem()));
        for (String name : List.of("phone", "watch", "gone")) {
          String prefix = "cardnym.biometric." + name + ".";
          settings.put(prefix + "issuer", "https://localhost:" + TestPorts.free());
          settings.put(prefix + "client-id", IdentityService.CLIENT);
          settings.put(prefix + "display-name", "Your " + name);
          settings.put(prefix + "secret-file", secret);
          settings.put(prefix + "trust-file", pem);
          settings.put(prefix + "patience", "8S");
        }
        return settings;
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
