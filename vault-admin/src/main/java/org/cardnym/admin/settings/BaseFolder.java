package org.cardnym.admin.settings;

import java.nio.file.Path;
import java.util.Map;

/** Folders of the XDG Base Directory Specification; a relative value is ignored, as it demands. */
enum BaseFolder {
  CONFIG("XDG_CONFIG_HOME", ".config"),
  STATE("XDG_STATE_HOME", ".local/state");

  private final String variable;
  private final String underHome;

  BaseFolder(String variable, String underHome) {
    this.variable = variable;
    this.underHome = underHome;
  }

  Path in(Map<String, String> environment) {
    Path named = Path.of(environment.getOrDefault(variable, ""));
    if (named.isAbsolute()) {
      return named;
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return Path.of(home).resolve(underHome);
  }
}
