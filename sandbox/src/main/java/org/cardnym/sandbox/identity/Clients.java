package org.cardnym.sandbox.identity;

import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The registered clients: each has a secret and may ask for tokens of its own; some sign people in.
 */
final class Clients {
  private Clients() {}

  static List<RegisteredClient> of(List<IdentitySettings.Machine> machines) {
    return machines.stream().map(Clients::of).toList();
  }

  private static RegisteredClient of(IdentitySettings.Machine machine) {
    RegisteredClient.Builder client =
        RegisteredClient.withId(machine.id())
            .clientId(machine.id())
            .clientSecret(machine.secret())
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .tokenSettings(
                TokenSettings.builder()
                    .accessTokenTimeToLive(Duration.ofMinutes(10))
                    .refreshTokenTimeToLive(Duration.ofHours(8))
                    .reuseRefreshTokens(false)
                    .build());
    if (machine.persons()) {
      client
          .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
          .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
    }
    return client.build();
  }
}
