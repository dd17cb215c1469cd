package org.cardnym.admin.settings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.ClientSecret;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;

/** The settings in force; what a command does not need may be missing or wrong. */
public final class Settings {
  /** The OAuth client that persons sign in through where no other is set. */
  static final String LOGIN_CLIENT_ID = "vault-admin";

  private final GlobalOptions flags;
  private final Map<String, String> environment;
  private final ConfigFile config;

  private Settings(GlobalOptions flags, Map<String, String> environment, ConfigFile config) {
    this.flags = flags;
    this.environment = environment;
    this.config = config;
  }

  public static Settings of(GlobalOptions flags, Map<String, String> environment) {
    Path byDefault =
        BaseFolder.CONFIG.in(environment).resolve("cardnym").resolve("vault-admin.properties");
    return new Settings(flags, environment, ConfigFile.load(flags.config(), byDefault));
  }

  /** The configuration file, whether or not it is there. */
  public Path configFile() {
    return config.file();
  }

  /** The vault's admin origin. */
  public SecureUrl vaultUrl() {
    String url = first(flags.url(), "CARDNYM_URL", "url");
    if (url == null) {
      throw new Failure(
          Trouble.SETTING_MISSING, "It is not known where the vault is: --url or CARDNYM_URL.");
    }
    return SecureUrl.of("The vault's address", url);
  }

  public @Nullable SecureUrl tokenUrl() {
    String url = first(flags.tokenUrl(), "CARDNYM_TOKEN_URL", "token-url");
    return url == null ? null : SecureUrl.of("The token endpoint's address", url);
  }

  /** The OIDC issuer, from which the endpoints can be discovered. */
  public @Nullable SecureUrl issuer() {
    String url = first(null, "CARDNYM_ISSUER", "issuer");
    return url == null ? null : SecureUrl.of("The issuer", url);
  }

  /** PEM certificates to trust, or null for those of the system. */
  public @Nullable Path caFile() {
    if (flags.caFile() != null) {
      return flags.caFile();
    }
    String fromEnvironment = environment("CARDNYM_CA_FILE");
    return fromEnvironment != null ? Path.of(fromEnvironment) : config.path("ca-file");
  }

  /** Who calls, if it is a machine. */
  public @Nullable MachineIdentity machine() {
    String id = first(null, "CARDNYM_CLIENT_ID", "client-id");
    String secret = environment("CARDNYM_CLIENT_SECRET");
    Path secretFile = config.path("client-secret-file");
    if (secret == null && secretFile != null) {
      secret = new String(PrivateFile.read(secretFile), StandardCharsets.UTF_8).strip();
    }
    if (id == null && secret == null) {
      return null;
    }
    if (id == null || secret == null) {
      throw new Failure(
          Trouble.SETTING_MISSING,
          "A machine needs both CARDNYM_CLIENT_ID and CARDNYM_CLIENT_SECRET; one is set.");
    }
    return new MachineIdentity(id, new ClientSecret(secret));
  }

  /** The public OAuth client that persons sign in through. */
  public String loginClientId() {
    String id = first(null, "CARDNYM_LOGIN_CLIENT_ID", "login-client-id");
    return id == null ? LOGIN_CLIENT_ID : id;
  }

  /** Where what a person got by signing in is kept. */
  public Path loginFile() {
    return BaseFolder.STATE.in(environment).resolve("cardnym").resolve("vault-admin-login.json");
  }

  private @Nullable String first(@Nullable String flag, String variable, String name) {
    if (flag != null) {
      return flag;
    }
    String fromEnvironment = environment(variable);
    return fromEnvironment != null ? fromEnvironment : config.get(name);
  }

  private @Nullable String environment(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
