package org.cardnym.sandbox.inbox;

/**
 * What the inbox is told at its start.
 *
 * @param phone path of a file with the secrets of the demo phone's one-time codes; it may come
 *     later
 */
public record InboxSettings(int smtpPort, int webPort, String phone) {}
