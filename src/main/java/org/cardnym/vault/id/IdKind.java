package org.cardnym.vault.id;

/** The prefixes of identifiers on the wire. */
public enum IdKind {
  PAYMENT("pay"),
  REFUND("ref"),
  CARD("crd"),
  MERCHANT("mer"),
  BANK("bnk"),
  ROUTE("rte"),
  PAYER("pyr"),
  PASSKEY("psk"),
  MESSAGE("msg"),
  EVENT("evt"),
  RECONCILIATION("rec"),
  DIFFERENCE("dif"),
  APPROVAL("apr"),
  APPROVER("apv"),
  SESSION("ses"),
  LINK("lnk"),
  BROWSER("brw"),
  RECOVERY("rcv"),
  INTAKE("imp"),
  MOVE("mov");

  private final String prefix;

  IdKind(String prefix) {
    this.prefix = prefix;
  }

  public String prefix() {
    return prefix;
  }
}
