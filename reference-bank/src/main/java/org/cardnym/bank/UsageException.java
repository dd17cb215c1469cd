package org.cardnym.bank;

/** The command line or the configuration is wrong; the text says where, and quotes no secret. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
