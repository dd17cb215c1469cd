package org.cardnym.vault.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One entry of the trail, written once. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditRow {
  @Id UUID entryId;

  @Column(nullable = false)
  Instant at;

  @Column(nullable = false)
  String replica;

  @Column(nullable = false)
  String actor;

  @Column(nullable = false)
  String action;

  @Nullable String subject;

  @Column(nullable = false)
  String outcome;

  @Column(nullable = false)
  String facts;

  @Column(nullable = false)
  byte[] hash;

  @Column(nullable = false)
  int macVersion;

  @Column(nullable = false)
  byte[] mac;

  /**
   * Set aside; like the two below no part of what is sealed, and written by the gathering alone.
   */
  @Column(insertable = false, nullable = false)
  boolean refused;

  @Column(insertable = false)
  @Nullable Long batch;

  @Column(insertable = false)
  @Nullable Integer position;
}
