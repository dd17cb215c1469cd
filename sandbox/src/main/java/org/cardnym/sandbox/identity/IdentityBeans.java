package org.cardnym.sandbox.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.UUID;
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
    return new ImmutableJWKSet<>(new JWKSet(key));
  }
}
