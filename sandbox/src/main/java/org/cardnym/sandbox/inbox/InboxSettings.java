package org.cardnym.sandbox.inbox;

/**
 * What the inbox is told at its start.
 *
 * @param textToken what the vault shows where it leaves text messages
 * @param phone path of a file with the secrets of the demo phone's one-time codes; it may come
 *     later
 */
public record InboxSettings(int smtpPort, int webPort, String textToken, String phone) {
  @Override
  public String toString() {
    return "InboxSettings";
  }
}
