package org.cardnym.vault.issuer;

import java.util.List;

/**
 * A table of routes to take whole or not at all.
 *
 * @param replace whether routes of its banks that are not in it go
 * @param sha256 of the file it stands in, hexadecimal, for the trail
 */
public record RouteTable(List<RouteLine> lines, boolean replace, String sha256) {
  /** The most lines of a table, as many as there can be routes. */
  public static final int MAX_LINES = RouteBook.MAX_ROUTES;
}
