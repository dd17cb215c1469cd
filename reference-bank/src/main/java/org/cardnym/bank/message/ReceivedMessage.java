package org.cardnym.bank.message;

/**
 * A message that passed every check of sections 1 to 3.
 *
 * @param contentHash keyed hash over the content: equal for repeats, different for other content
 */
public record ReceivedMessage(Transmission transmission, Message message, String contentHash) {}
