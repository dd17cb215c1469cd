package org.cardnym.vault.issuer;

import java.net.URI;

/**
 * Where a link goes, whom it trusts there, and what it shows; a link serves as long as this stays.
 */
record LinkTarget(URI endpoint, String trustPem, LinkCredential credential) {}
