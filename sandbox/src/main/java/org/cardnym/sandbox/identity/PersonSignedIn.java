package org.cardnym.sandbox.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A person who proved who they are, how (RFC 8176) and when. */
final class PersonSignedIn extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String username;
  private final String fullName;
  private final List<String> roles;
  private final List<String> amr;
  private final Instant at;

  PersonSignedIn(
      String username, String fullName, List<String> roles, List<String> amr, Instant at) {
    super(List.of(new SimpleGrantedAuthority("ROLE_PERSON")));
    this.username = username;
    this.fullName = fullName;
    this.roles = List.copyOf(roles);
    this.amr = List.copyOf(amr);
    this.at = at;
    setAuthenticated(true);
  }

  String fullName() {
    return fullName;
  }

  List<String> roles() {
    return roles;
  }

  List<String> amr() {
    return amr;
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
