package org.cardnym.vault.audit;

import java.util.UUID;

/** This process among the vault's replicas: a random name, new at every start. */
public final class Replica {
  public static final UUID ID = UUID.randomUUID();
  public static final String NAME = ID.toString();

  private Replica() {}
}
