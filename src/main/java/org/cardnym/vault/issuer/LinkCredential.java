package org.cardnym.vault.issuer;

/** Which key and chain the vault shows a bank. */
record LinkCredential(int keyVersion, String chainPem) {}
