package org.cardnym.vault.limit;

/** The counter of one subject for one limit. */
public record Counter(Limit limit, Subject subject) {}
