package org.cardnym.sandbox.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/** The provider's parts, all in memory and made anew at each start. */
@Configuration(proxyBeanMethods = false)
class IdentityBeans {

  @Bean
  RegisteredClientRepository clients(IdentitySettings settings) {
    return new InMemoryRegisteredClientRepository(Clients.of(settings));
  }

  @Bean
  PasswordEncoder secrets() {
    return new PlainSecrets();
  }

  @Bean
  OAuth2AuthorizationConsentService consents() {
    return new ConfirmedByHand();
  }

  @Bean
  People people(IdentitySettings settings) {
    return new People(settings.persons(), InstantSource.system());
  }

  @Bean
  TokenClaims tokenClaims(IdentitySettings settings) {
    return new TokenClaims(settings.machines());
  }

  @Bean
  AuthorizationServerSettings serverSettings(IdentitySettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
  }

  /** The page with the sensor has a plain listener of its own, on this machine only. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainListener(
      IdentitySettings settings) {
    Connector plain = new Connector();
    plain.setPort(settings.device().plainPort());
    plain.setProperty("address", "127.0.0.1");
    return factory -> factory.addAdditionalTomcatConnectors(plain);
  }

  @Bean
  JWKSource<SecurityContext> signingKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    RSAKey key =
        new RSAKey.Builder((RSAPublicKey) pair.getPublic())
            .privateKey(pair.getPrivate())
            .keyID(UUID.randomUUID().toString())
            .build();
    return new ImmutableJWKSet<>(new JWKSet(List.of(key, elliptic())));
  }

  private static ECKey elliptic() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
        .privateKey(pair.getPrivate())
        .keyID(UUID.randomUUID().toString())
        .build();
  }
}
