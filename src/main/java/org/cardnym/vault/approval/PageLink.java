package org.cardnym.vault.approval;

import java.time.Instant;

/** A page that one person may open until then; whoever has the address can. Does not print. */
public record PageLink(String address, Instant expiresAt) {
  @Override
  public String toString() {
    return "PageLink";
  }
}
