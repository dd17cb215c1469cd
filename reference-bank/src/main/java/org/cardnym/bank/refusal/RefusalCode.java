package org.cardnym.bank.refusal;

/** Every reason for which a transmission is refused; the names on the wire are stable. */
public enum RefusalCode {
  NOT_OPENED(400, "The message could not be opened."),
  WRONG_ISSUER(400, "The message names another issuer."),
  WRONG_AUDIENCE(400, "The message is for another bank."),
  EXPIRED(400, "The transmission is too old, or lives too long."),
  FROM_THE_FUTURE(400, "The transmission was made in the future."),
  REPLAYED(400, "This transmission has been seen before."),
  KIND_MISMATCH(400, "The kind of the message differs from its type."),
  MALFORMED(400, "A member of the message is missing or has another shape."),
  CLIENT_CERTIFICATE(401, "The client certificate is not the one agreed upon."),
  BAD_CURSOR(400, "This cursor is none of the desk's."),
  NO_SUCH_PAGE(404, "There is nothing at this path."),
  METHOD_NOT_ALLOWED(405, "This method is not served here."),
  CONTENT_DIFFERS(409, "This message id is known with other content."),
  TOO_LARGE(413, "The message is larger than 16 KiB."),
  MEDIA_TYPE(415, "Messages are application/jose without a content coding."),
  WRONG_HOST(421, "The desk does not go by this name."),
  INTERNAL(500, "The bank failed."),
  UNAVAILABLE(503, "The bank can't decide now."),
  TOO_MANY_READERS(503, "Too many read the books at this moment.");

  private final int status;
  private final String title;

  RefusalCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status this reason is told with. */
  public int status() {
    return status;
  }

  /** A fixed sentence for people; it repeats nothing of the message. */
  public String title() {
    return title;
  }

  /** The stable name on the wire, {@code not_opened} for instance. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
