package org.cardnym.vault.issuer;

/** One sealed transmission of a message that only asks, with what an answer must answer. */
final class Asked {
  private final Channel channel;
  private final Question question;
  private final byte[] sealed;

  Asked(Channel channel, Question question, byte[] sealed) {
    this.channel = channel;
    this.question = question;
    this.sealed = sealed.clone();
  }

  Channel channel() {
    return channel;
  }

  Question question() {
    return question;
  }

  byte[] sealed() {
    return sealed.clone();
  }

  /** The same for other bytes, for instance with one of them changed on the way. */
  Asked with(byte[] otherBytes) {
    return new Asked(channel, question, otherBytes);
  }
}
