package org.cardnym.sandbox.shop;

/** The vault said no: its status and its problem's code. */
final class ApiRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  ApiRefusal(int status, String code) {
    super("status " + status);
    this.status = status;
    this.code = code;
  }

  boolean isAboutUsername() {
    return status == 422 && code.startsWith("alias");
  }
}
