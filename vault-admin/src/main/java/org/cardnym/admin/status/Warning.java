package org.cardnym.admin.status;

/** Sentences for the vault's warnings. */
final class Warning {
  private Warning() {}

  /**
   * @param code as the vault writes it; one that is not known here is passed on as it is
   */
  static String explain(String code) {
    return switch (code) {
      case "custody_single" ->
          "custody_single: one person with the root-key file and its passphrase opens every card.";
      case "single_database" ->
          "single_database: the database has no synchronous copy; its loss loses payments.";
      default -> code;
    };
  }
}
