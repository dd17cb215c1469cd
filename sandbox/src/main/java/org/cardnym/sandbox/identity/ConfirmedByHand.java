package org.cardnym.sandbox.identity;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/**
 * Consent is given: a person confirms the device's code by hand on our page, and clients have no
 * scopes.
 */
final class ConfirmedByHand implements OAuth2AuthorizationConsentService {

  @Override
  public OAuth2AuthorizationConsent findById(String clientId, String personName) {
    return OAuth2AuthorizationConsent.withId(clientId, personName)
        .authority(new SimpleGrantedAuthority("ROLE_PERSON"))
        .build();
  }

  @Override
  public void save(OAuth2AuthorizationConsent consent) {}

  @Override
  public void remove(OAuth2AuthorizationConsent consent) {}
}
