package org.cardnym.vault.custody;

/**
 * Who gives a share, as their identity provider names them.
 *
 * @param actor as the trail names them, for instance {@code person:7f3c…}
 */
public record Custodian(String issuer, String subject, String actor) {
  boolean is(String otherIssuer, String otherSubject) {
    return issuer.equals(otherIssuer) && subject.equals(otherSubject);
  }
}
