package org.cardnym.admin;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, as the build wrote it into the manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"vault-admin " + (version == null ? "(not packaged)" : version)};
  }
}
