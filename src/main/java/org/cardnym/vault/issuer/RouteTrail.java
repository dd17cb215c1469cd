package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;

/**
 * What the trail says of routes: one entry for each that comes or goes, however it does. A route
 * that is gone can be read there only.
 */
@ApplicationScoped
class RouteTrail {
  private final Audit audit;

  RouteTrail(Audit audit) {
    this.audit = audit;
  }

  void added(String actor, BankRouteRow row) {
    audit.record(AuditEvent.done(actor, AuditAction.ROUTE_ADDED, row.rowId()).with(facts(row)));
  }

  void removed(String actor, BankRouteRow row) {
    audit.record(AuditEvent.done(actor, AuditAction.ROUTE_REMOVED, row.rowId()).with(facts(row)));
  }

  /** A whole table was taken; its routes have entries of their own before this one. */
  void imported(String actor, RouteTable table, RoutePlan plan) {
    var facts =
        Map.of(
            "sha256", table.sha256(),
            "lines", Integer.toString(table.lines().size()),
            "replace", Boolean.toString(table.replace()),
            "added", Long.toString(plan.drafts.stream().filter(RouteDraft::comes).count()),
            "removed", Integer.toString(plan.removed.size()));
    audit.record(AuditEvent.done(actor, AuditAction.ROUTES_IMPORTED, null).with(facts));
  }

  private static Map<String, String> facts(BankRouteRow row) {
    var facts = new HashMap<String, String>();
    facts.put("bank", TypeId.of(IdKind.BANK, row.bankId));
    facts.put("first", row.range().first());
    facts.put("last", row.range().last());
    if (row.validFrom != null) {
      facts.put("from", row.validFrom.toString());
    }
    if (row.validUntil != null) {
      facts.put("until", row.validUntil.toString());
    }
    return facts;
  }
}
