package org.cardnym.vault.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who was turned away (PCI DSS 10.2.1.4). Callers whose token is good but does not reach stand in
 * the trail by name; tokens that are no good are counted only, as anybody can send any number of
 * them.
 */
@Startup
@ApplicationScoped
class AccessRefused {
  private final Audit audit;
  private final MeterRegistry meters;

  AccessRefused(Audit audit, MeterRegistry meters) {
    this.audit = audit;
    this.meters = meters;
    meters.counter("cardnym_tokens_refused");
  }

  void notAllowed(@ObservesAsync AuthorizationFailureEvent event) {
    SecurityIdentity identity = event.getSecurityIdentity();
    if (identity != null
        && identity.getPrincipal() instanceof JsonWebToken token
        && token.getSubject() != null) {
      audit.recordApart(AuditEvent.refused(Actor.name(identity), AuditAction.ACCESS_REFUSED, null));
    }
  }

  void notKnown(@ObservesAsync AuthenticationFailureEvent event) {
    meters.counter("cardnym_tokens_refused").increment();
  }
}
