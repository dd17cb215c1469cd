package org.cardnym.admin.settings;

import java.nio.file.Path;
import org.cardnym.admin.terminal.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The flags that every command takes. None of them is a secret: arguments can be read by other
 * users.
 */
public final class GlobalOptions {
  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "How results are written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat output = OutputFormat.TABLE;

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The vault's admin origin, https only. Else CARDNYM_URL.")
  private @Nullable String url;

  @Option(
      names = "--ca-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "PEM certificates; no others are trusted then. Else CARDNYM_CA_FILE, else the system's.")
  private @Nullable Path caFile;

  @Option(
      names = "--token-url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The OIDC token endpoint, https only. Else CARDNYM_TOKEN_URL.")
  private @Nullable String tokenUrl;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Properties: url, ca-file, token-url, issuer, client-id, client-secret-file,"
              + " login-client-id. Default: cardnym/vault-admin.properties in $$XDG_CONFIG_HOME"
              + " or ~/.config, if it is there.")
  private @Nullable Path config;

  public OutputFormat output() {
    return output;
  }

  @Nullable String url() {
    return url;
  }

  @Nullable Path caFile() {
    return caFile;
  }

  @Nullable String tokenUrl() {
    return tokenUrl;
  }

  @Nullable Path config() {
    return config;
  }
}
