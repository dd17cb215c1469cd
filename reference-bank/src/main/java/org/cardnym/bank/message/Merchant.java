package org.cardnym.bank.message;

/**
 * Who is paid.
 *
 * @param categoryCode ISO 18245
 * @param country ISO 3166, two letters
 */
public record Merchant(String id, String legalName, String categoryCode, String country) {}
