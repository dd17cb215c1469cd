package org.cardnym.vault.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Who was turned away (PCI DSS 10.2.1.4). Callers whose token is good but does not reach stand in
 * the trail by name, each as often as the limit says and then as a count; tokens that are no good
 * are counted only, as anybody can send any number of them.
 */
@Startup
@ApplicationScoped
class AccessRefused {
  private static final Logger LOG = Logger.getLogger(AccessRefused.class);

  private final Audit audit;
  private final Limits limits;
  private final Subjects subjects;
  private final Keys keys;
  private final MeterRegistry meters;
  private final TurnedAway unwritten = new TurnedAway();

  AccessRefused(Audit audit, Limits limits, Subjects subjects, Keys keys, MeterRegistry meters) {
    this.audit = audit;
    this.limits = limits;
    this.subjects = subjects;
    this.keys = keys;
    this.meters = meters;
    meters.counter("cardnym_tokens_refused");
  }

  void notAllowed(@ObservesAsync AuthorizationFailureEvent event) {
    SecurityIdentity identity = event.getSecurityIdentity();
    if (identity != null
        && identity.getPrincipal() instanceof JsonWebToken token
        && token.getSubject() != null) {
      turnedAway(Actor.name(identity));
    }
  }

  void notKnown(@ObservesAsync AuthenticationFailureEvent event) {
    meters.counter("cardnym_tokens_refused").increment();
  }

  void turnedAway(String actor) {
    if (keys.open() && limits.tryNow(Limit.ACCESS_REFUSALS_PER_ACTOR, subjects.actor(actor))) {
      write(actor, unwritten.take(actor));
    } else {
      unwritten.add(actor);
    }
  }

  /** As often as a window of the limit ends: how often callers were turned away beyond it. */
  @Scheduled(every = "10m", delayed = "10m")
  void count() {
    if (keys.open()) {
      writeAll();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    try {
      writeAll();
    } catch (RuntimeException unavailable) {
      LOG.errorf("access_refusals_not_in_trail error=%s", unavailable.getClass().getSimpleName());
    }
  }

  private void writeAll() {
    unwritten.takeAll().forEach(this::write);
  }

  private void write(String actor, long beyond) {
    var event = AuditEvent.refused(actor, AuditAction.ACCESS_REFUSED, null);
    audit.recordApart(
        beyond == 0 ? event : event.with(Map.of("not_written", Long.toString(beyond))));
  }
}
