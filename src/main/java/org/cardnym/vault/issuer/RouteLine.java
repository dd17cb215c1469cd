package org.cardnym.vault.issuer;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table of routes as somebody gave it; nothing of it is believed yet.
 *
 * @param number in the file, whose header is line 1
 * @param unread why the line could not be read at all, or null
 * @param bank the bank's institution id
 * @param from an instant of UTC (RFC 3339) or a date, or empty for now
 * @param until likewise, or empty for never
 */
public record RouteLine(
    int number,
    RouteReport.@Nullable Fault unread,
    String bank,
    String first,
    String last,
    String from,
    String until) {
  public static RouteLine unread(int number, RouteReport.Fault fault) {
    return new RouteLine(number, fault, "", "", "", "", "");
  }
}
