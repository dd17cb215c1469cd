package org.cardnym.sandbox.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A person who gave password and one-time code, and when. */
final class PersonSignedIn extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String username;
  private final String fullName;
  private final List<String> roles;
  private final Instant at;

  PersonSignedIn(String username, String fullName, List<String> roles, Instant at) {
    super(List.of(new SimpleGrantedAuthority("ROLE_PERSON")));
    this.username = username;
    this.fullName = fullName;
    this.roles = List.copyOf(roles);
    this.at = at;
    setAuthenticated(true);
  }

  String fullName() {
    return fullName;
  }

  List<String> roles() {
    return roles;
  }

  Instant at() {
    return at;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public Object getPrincipal() {
    return username;
  }

  @Override
  public String getName() {
    return username;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
