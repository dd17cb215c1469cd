package org.cardnym.sandbox.identity;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.sandbox.web.Json;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The provider's process. Its one argument names the settings' file. */
@SpringBootApplication
public class IdentityMain {

  /** Starts the provider; it ends with its process. */
  public static void main(String[] arguments) {
    IdentitySettings settings = Json.readFile(Path.of(arguments[0]), IdentitySettings.class);
    SpringApplication application = new SpringApplication(IdentityMain.class);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("identitySettings", settings));
    application.setDefaultProperties(properties(settings));
    application.run();
  }

  private static Map<String, Object> properties(IdentitySettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", settings.port());
    properties.put("server.ssl.certificate", settings.certificate());
    properties.put("server.ssl.certificate-private-key", settings.key());
    properties.put("server.servlet.session.timeout", "5m");
    // Strict, so that no other site's link confirms a device in a signed-in person's name.
    properties.put("server.servlet.session.cookie.same-site", "strict");
    properties.put("server.servlet.session.cookie.name", "cardnym-identity");
    properties.put("server.error.include-message", "never");
    properties.put("spring.main.banner-mode", "off");
    properties.put("spring.jmx.enabled", "false");
    properties.put("logging.config", "classpath:identity-logback.xml");
    return properties;
  }
}
