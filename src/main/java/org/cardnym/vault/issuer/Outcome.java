package org.cardnym.vault.issuer;

/** How an exchange stands, for whom it was made. */
public enum Outcome {
  /** The bank said yes, and signed it. */
  APPROVED,
  /** The bank said no, and signed it. */
  DECLINED,
  /** Nothing ever reached the bank. */
  NOT_SENT,
  /** It may have reached the bank; only a verification ends so. */
  UNKNOWN,
  /** An authorization's outcome stayed unknown; it is being undone, without return. */
  REVERSING,
  /** The bank acknowledged that the authorization is undone. */
  REVERSED,
  /** The bank has taken a notice. */
  ACKNOWLEDGED,
  /** The bank asks its customer for a code of its own. */
  CODE_REQUIRED
}
