/**
 * Traces: what became of each step of a payment, as spans for an operator's collector. Off unless a
 * collector is named. Knows identifiers and words of the code only, so that nothing else can leave;
 * takes no context from anybody and hands none on. The only room that knows OpenTelemetry.
 */
@NullMarked
package org.cardnym.vault.trace;

import org.jspecify.annotations.NullMarked;
