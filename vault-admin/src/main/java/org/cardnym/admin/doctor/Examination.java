package org.cardnym.admin.doctor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.Answer;
import org.cardnym.admin.connection.Doorway;
import org.cardnym.admin.connection.TrustedAuthorities;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.connection.Wire;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.secret.AccessToken;
import org.cardnym.admin.secret.PrivateFile;
import org.cardnym.admin.settings.MachineIdentity;
import org.cardnym.admin.settings.SecureUrl;
import org.cardnym.admin.settings.Settings;
import org.cardnym.admin.status.Warning;
import org.cardnym.admin.token.Credentials;
import org.cardnym.admin.token.Discovery;
import org.jspecify.annotations.Nullable;

/** Goes through the checks once, in their order; what one has found out, later ones use. */
final class Examination {
  /** Days; sooner, somebody should have it renewed. */
  private static final long SOON = 14;

  private final Desk desk;
  private final Consumer<Finding> tell;
  private final Set<Check> passed = EnumSet.noneOf(Check.class);

  private @Nullable Settings settings;
  private @Nullable SecureUrl vault;
  private @Nullable Path caFile;
  private @Nullable Wire wire;
  private @Nullable VaultApi api;
  private @Nullable ClockGap gap;
  private JsonNode status = MissingNode.getInstance();

  Examination(Desk desk, Consumer<Finding> tell) {
    this.desk = desk;
    this.tell = tell;
  }

  void run() {
    check(Check.CONFIG_FILE, this::configFile);
    check(Check.URL, this::url);
    check(Check.CA_FILE, this::caFile);
    check(Check.NAME, this::name);
    check(Check.TCP, this::tcp);
    check(Check.TLS, this::tls);
    check(Check.PROVIDER, this::provider);
    check(Check.TOKEN, this::token);
    check(Check.ADMIN_API, this::adminApi);
    check(Check.VERSIONS, this::versions);
    check(Check.CLOCK, this::clock);
    check(Check.VAULT, this::vault);
    if (passed.contains(Check.VAULT)) {
      Warning.codesIn(status)
          .forEach(code ->
              tell.accept(
                  Finding.warning(Check.VAULT, Warning.explain(code), code, Warning.next(code))));
    }
  }

  private void check(Check check, Supplier<Finding> look) {
    Optional<Check> missing =
        check.needs().stream().filter(needed -> !passed.contains(needed)).findFirst();
    if (missing.isPresent()) {
      tell.accept(Finding.skipped(check, "needs: " + missing.get().label()));
      return;
    }
    try {
      Finding finding = look.get();
      passed.add(check);
      tell.accept(finding);
    } catch (Failure failure) {
      tell.accept(Finding.fails(check, failure));
    }
  }

  private Finding configFile() {
    settings = desk.settings();
    Path file = settings.configFile();
    if (!Files.exists(file)) {
      return Finding.ok(Check.CONFIG_FILE, "none at " + file + "; none is needed");
    }
    String text = file + ", mode " + PrivateFile.mode(file);
    return PrivateFile.othersMayWrite(file)
        ? Finding.warning(
            Check.CONFIG_FILE,
            text + ": others may change where secrets are sent",
            "file_too_open",
            "chmod go-w " + file)
        : Finding.ok(Check.CONFIG_FILE, text);
  }

  private Finding url() {
    vault = settings().vaultUrl();
    return Finding.ok(Check.URL, vault.toString());
  }

  private Finding caFile() {
    caFile = settings().caFile();
    if (caFile == null) {
      wire = desk.wire(settings());
      return Finding.ok(Check.CA_FILE, "none is set: the system's authorities are trusted");
    }
    List<X509Certificate> found = TrustedAuthorities.certificates(caFile);
    wire = desk.wire(settings());
    X509Certificate first =
        found.stream().min(Comparator.comparing(X509Certificate::getNotAfter)).orElseThrow();
    String text = caFile + ", certificates: " + found.size() + ", the first of them " + ends(first);
    return daysLeft(first) < SOON
        ? Finding.warning(
            Check.CA_FILE, text, "certificate_ends", "Get the authority's next certificate.")
        : Finding.ok(Check.CA_FILE, text);
  }

  private Finding name() {
    List<InetAddress> addresses = doorway().resolve();
    return Finding.ok(
        Check.NAME,
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
  }

  private Finding tcp() {
    doorway().connect();
    return Finding.ok(Check.TCP, doorway().place() + " answers");
  }

  private Finding tls() {
    X509Certificate certificate = doorway().certificate(caFile);
    String text = "the certificate is trusted, " + ends(certificate);
    return daysLeft(certificate) < SOON
        ? Finding.warning(
            Check.TLS, text, "certificate_ends", "Have the vault's certificate renewed.")
        : Finding.ok(Check.TLS, text);
  }

  private Finding provider() {
    boolean machine = settings().machine() != null;
    boolean set = settings().tokenUrl() != null || settings().issuer() != null;
    if (!machine && !set) {
      return Finding.warning(
          Check.PROVIDER,
          "none is set: nobody can sign in anew",
          "setting_missing",
          "Set CARDNYM_ISSUER, or CARDNYM_TOKEN_URL.");
    }
    try {
      return Finding.ok(
          Check.PROVIDER, "tokens come from " + new Discovery(wire()).discover(settings()).token());
    } catch (Failure failure) {
      // A machine that knows its token endpoint can do without the document.
      if (machine && settings().tokenUrl() != null && failure.exit() == ExitCode.ERROR) {
        return Finding.warning(
            Check.PROVIDER,
            failure.what(),
            failure.code(),
            "Machines can do without; for persons to sign in, set CARDNYM_ISSUER.");
      }
      throw failure;
    }
  }

  private Finding token() {
    AccessToken token = new Credentials(settings(), wire(), desk.clock()).token();
    api = new VaultApi(wire(), vaultUrl(), () -> token);
    MachineIdentity machine = settings().machine();
    return Finding.ok(
        Check.TOKEN,
        machine != null
            ? "given to the client " + machine.clientId()
            : "by the sign-in that is kept on this machine");
  }

  private Finding adminApi() {
    Instant sent = desk.clock().instant();
    AdminPath whoami = AdminPath.of("whoami");
    Answer answer = api().ask(whoami);
    if (answer.at() != null) {
      gap = ClockGap.between(sent, desk.clock().instant(), answer.at());
    }
    JsonNode caller = VaultApi.taken(answer, whoami).body();
    String roles =
        caller.path("roles").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    return Finding.ok(
        Check.ADMIN_API, "takes you for " + caller.path("subject").asText() + ", roles: " + roles);
  }

  private Finding versions() {
    status = api().get(AdminPath.of("status")).body();
    String theirs = status.path("version").asText("unknown");
    String own = DoctorCommand.class.getPackage().getImplementationVersion();
    if (own == null || own.equals(theirs)) {
      return Finding.ok(
          Check.VERSIONS, own == null ? "vault " + theirs : "vault-admin and vault " + theirs);
    }
    return Finding.warning(
        Check.VERSIONS,
        "vault-admin " + own + ", vault " + theirs,
        "versions_differ",
        "Use the vault-admin that came with this vault.");
  }

  private Finding clock() {
    if (gap == null) {
      return Finding.skipped(Check.CLOCK, "no answer of the vault says its time");
    }
    return gap.tooWide()
        ? Finding.warning(
            Check.CLOCK, gap.toString(), "clocks_differ", "Set the clock that is wrong, by NTP.")
        : Finding.ok(Check.CLOCK, gap.toString());
  }

  private Finding vault() {
    if (!status.path("state").asText().equals("open")) {
      throw new Failure(
          ExitCode.ERROR, Warning.sealed(status), "sealed", Warning.nextOfSealed(status));
    }
    return Finding.ok(Check.VAULT, "open, replicas: " + status.path("replicas").size());
  }

  private String ends(X509Certificate certificate) {
    long days = daysLeft(certificate);
    String date = certificate.getNotAfter().toInstant().toString().substring(0, 10);
    return days < 0 ? "ended on " + date : "ends in " + days + " days, on " + date;
  }

  private long daysLeft(X509Certificate certificate) {
    Duration left = Duration.between(desk.clock().instant(), certificate.getNotAfter().toInstant());
    return left.isNegative() ? -1 : left.toDays();
  }

  private Doorway doorway() {
    return new Doorway(vaultUrl());
  }

  // What a check needs has passed, so it is there.

  private Settings settings() {
    return requireNonNull(settings);
  }

  private SecureUrl vaultUrl() {
    return vault != null ? vault : settings().vaultUrl();
  }

  private Wire wire() {
    return requireNonNull(wire);
  }

  private VaultApi api() {
    return requireNonNull(api);
  }
}
