package org.cardnym.sandbox.vault;

/**
 * Where a replica listens, and under which origins browsers, merchants and admins know all of them.
 */
public record VaultAddress(
    int httpPort, int tlsPort, int managementPort, String pagesOrigin, String apiOrigin) {}
