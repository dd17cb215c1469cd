package org.cardnym.admin.doctor;

import java.util.List;
import java.util.Locale;

/** What is looked at, in this order; a check is skipped unless all that it needs went well. */
enum Check {
  CONFIG_FILE,
  URL(CONFIG_FILE),
  CA_FILE(CONFIG_FILE),
  NAME(URL),
  TCP(NAME),
  TLS(TCP, CA_FILE),
  PROVIDER(CA_FILE),
  TOKEN(URL, PROVIDER),
  ADMIN_API(TLS, TOKEN),
  VERSIONS(ADMIN_API),
  CLOCK(TLS, TOKEN),
  VAULT(VERSIONS);

  private final List<Check> needs;

  Check(Check... needs) {
    this.needs = List.of(needs);
  }

  List<Check> needs() {
    return needs;
  }

  /** Its name in JSON, which stays. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  String label() {
    return toString().replace('_', ' ');
  }
}
