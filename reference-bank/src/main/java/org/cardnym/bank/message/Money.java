package org.cardnym.bank.message;

/**
 * An amount.
 *
 * @param value minor units of ISO 4217
 * @param currency the three letters
 */
public record Money(long value, String currency) {}
