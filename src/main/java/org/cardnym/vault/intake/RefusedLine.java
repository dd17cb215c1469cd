package org.cardnym.vault.intake;

/**
 * A line that was not taken, without anything of what it holds.
 *
 * @param code stable, for instance {@code alias_taken}
 */
public record RefusedLine(int line, String code) {}
