package org.cardnym.bench.fault;

/** Where the shop takes webhooks. */
public interface ShopDoor {
  /** From now on every one is refused, so that the vault has to keep it. */
  void shut();

  /** Takes them again; returns how many were refused. */
  int open();
}
