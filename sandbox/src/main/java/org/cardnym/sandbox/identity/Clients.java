package org.cardnym.sandbox.identity;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The registered clients: machines have a secret and get tokens of their own; programs have none
 * and get tokens for persons only.
 */
final class Clients {
  private Clients() {}

  static List<RegisteredClient> of(IdentitySettings settings) {
    return Stream.of(
            settings.machines().stream().map(Clients::machine),
            settings.programs().stream().map(Clients::program),
            Stream.of(device(settings.device())))
        .flatMap(clients -> clients)
        .toList();
  }

  private static RegisteredClient machine(IdentitySettings.Machine machine) {
    return named(machine.id())
        .clientSecret(machine.secret())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .build();
  }

  private static RegisteredClient program(String id) {
    return named(id)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .build();
  }

  /** Its code is good for a minute, with the verifier of whoever asked for it (RFC 7636). */
  private static RegisteredClient device(IdentitySettings.Device device) {
    return named(device.id())
        .clientSecret(device.secret())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUris(all -> all.addAll(device.returns()))
        .scope("openid")
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        .tokenSettings(
            tokens()
                .authorizationCodeTimeToLive(Duration.ofMinutes(1))
                .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                .build())
        .build();
  }

  private static RegisteredClient.Builder named(String id) {
    return RegisteredClient.withId(id).clientId(id).tokenSettings(tokens().build());
  }

  private static TokenSettings.Builder tokens() {
    return TokenSettings.builder()
        .accessTokenTimeToLive(Duration.ofMinutes(10))
        .refreshTokenTimeToLive(Duration.ofHours(8))
        .reuseRefreshTokens(false);
  }
}
