package org.cardnym.vault.biometric;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Visitor;
import org.eclipse.microprofile.config.Config;

/**
 * The identity services of a vault that is configured {@link WithServices}, and persons' ways
 * through them.
 */
@ApplicationScoped
public class Services {
  private final Config config;
  private final ProviderLinks links;
  private final Map<String, IdentityService> running = new ConcurrentHashMap<>();

  Services(Config config, ProviderLinks links) {
    this.config = config;
    this.links = links;
  }

  /** The service, as it was at its start. */
  public IdentityService phone() {
    return running.computeIfAbsent("phone", this::started).anew();
  }

  public IdentityService watch() {
    return running.computeIfAbsent("watch", name -> started(name).namesItself()).anew();
  }

  /** Links somebody there with a payer. */
  public void link(UUID payerId, String provider, String subject) {
    String issuer = config.getValue("cardnym.biometric." + provider + ".issuer", String.class);
    QuarkusTransaction.requiringNew()
        .run(() -> links.add(payerId, new Proof(provider, issuer, subject, List.of())));
  }

  /** Takes all of a payer's links away. */
  public void unlink(UUID payerId) {
    QuarkusTransaction.requiringNew().run(() -> links.leaving(payerId));
  }

  /** Asks the payment page where to go. */
  public Response leave(Visitor visitor, Purchase purchase, String provider) {
    return visitor.send("/pay/" + purchase.id() + "/provider/" + provider, "{}");
  }

  /** Goes there, has the person agree, and says where the service sends the browser back to. */
  public String thereAndBack(Visitor visitor, Purchase purchase, String provider) {
    return through(leave(visitor, purchase, provider));
  }

  /** The same from where a page's script was told to go. */
  public String through(Response left) {
    assertThat(left.statusCode()).as(left.asString()).isEqualTo(200);
    Response answer =
        given()
            .relaxedHTTPSValidation()
            .urlEncodingEnabled(false)
            .redirects()
            .follow(false)
            .get(URI.create(left.<String>path("location")));
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.header("Location");
  }

  /** The whole way; where the vault sends the browser then, without its origin. */
  public String pay(Visitor visitor, Purchase purchase, String provider) {
    return end(visitor.get(thereAndBack(visitor, purchase, provider)));
  }

  /** Where a callback leads. */
  public static String end(Response callback) {
    assertThat(callback.statusCode()).as(callback.asString()).isEqualTo(303);
    return callback.header("Location").replaceFirst("^https?://[^/]+", "");
  }

  @PreDestroy
  void close() {
    running.values().forEach(IdentityService::close);
  }

  private IdentityService started(String name) {
    String issuer = config.getValue("cardnym.biometric." + name + ".issuer", String.class);
    try {
      return new IdentityService(tls(), URI.create(issuer).getPort());
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private SSLContext tls() throws Exception {
    Path certificate = config.getValue("cardnym.test.services.certificate", Path.class);
    Path key = config.getValue("cardnym.test.services.key", Path.class);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      Certificate own = CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setKeyEntry("server", Pem.privateKey(key), new char[0], new Certificate[] {own});
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
