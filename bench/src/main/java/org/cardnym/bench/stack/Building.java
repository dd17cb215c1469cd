package org.cardnym.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cardnym.bench.agent.Plant;
import org.cardnym.bench.stack.Enrolled.Manner;
import org.cardnym.sandbox.authority.DevelopmentAuthority;
import org.cardnym.sandbox.authority.Issued;
import org.cardnym.sandbox.bank.BankService;
import org.cardnym.sandbox.database.Account;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.identity.IdentityMain;
import org.cardnym.sandbox.identity.IdentitySettings;
import org.cardnym.sandbox.identity.IdentitySettings.Device;
import org.cardnym.sandbox.identity.IdentitySettings.Human;
import org.cardnym.sandbox.identity.IdentitySettings.Machine;
import org.cardnym.sandbox.inbox.InboxMain;
import org.cardnym.sandbox.inbox.InboxSettings;
import org.cardnym.sandbox.otp.Totp;
import org.cardnym.sandbox.payer.DemoCard;
import org.cardnym.sandbox.payer.Enrolment;
import org.cardnym.sandbox.payer.PageBrowser;
import org.cardnym.sandbox.process.Await;
import org.cardnym.sandbox.process.JavaCommand;
import org.cardnym.sandbox.process.Program;
import org.cardnym.sandbox.process.RunFolder;
import org.cardnym.sandbox.vault.AdminApi;
import org.cardnym.sandbox.vault.Registration;
import org.cardnym.sandbox.vault.RootKey;
import org.cardnym.sandbox.vault.VaultAddress;
import org.cardnym.sandbox.vault.VaultService;
import org.cardnym.sandbox.vault.VaultSettings;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Tokens;
import org.jspecify.annotations.Nullable;

/** Brings a stack up, with the sandbox's own means, and registers everybody in it. */
public final class Building {
  static final String MERCHANT = "crash-shop";
  private static final String OPERATOR = "crash-operator";
  private static final String LOGIN = "vault-admin";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The same for all: they are test data. */
  private static final String DEVICE_SECRET = "a-phone-that-nobody-has";

  private static final String PASSWORD = "Vermilion-Quokka-4711-Zeppelin";

  final Ports ports = Ports.free();
  final Path folder;
  final DevelopmentAuthority authority;
  final Caller caller;
  final Account vaultBooks = new Account("cardnym", secret());
  final Account bankBooks = new Account("bank", secret());
  final Account databaseAdmin = new Account("postgres", secret());
  final List<Server> helpers = new ArrayList<>();
  final List<Server> vaults = new ArrayList<>();
  final Server database;
  final Server bank;
  final Gate bankGate;
  final Gate databaseGate;

  private final Path root;
  private final Tempo tempo;
  private final @Nullable Plant plant;
  private final Extras extras;
  private final InstantSource clock = InstantSource.system();
  private final Await await = new Await(() -> false);
  private final RunFolder runs;
  private final String merchantSecret = secret();
  private final String operatorSecret = secret();
  final Registration registration;
  final BankService service;

  /** Who may sign what takes two people, once they are enrolled. */
  final List<Human> people = List.of(human("robin"), human("sasha"));

  /**
   * Starts everything.
   *
   * @param root the repository
   * @param folder an empty one, for everything that is written
   * @param plant a bug for the vaults, or null
   */
  public static Stack build(Path root, Path folder, Tempo tempo, @Nullable Plant plant) {
    return build(root, folder, tempo, plant, Extras.NONE);
  }

  /** As above, and what else this run wants. */
  public static Stack build(
      Path root, Path folder, Tempo tempo, @Nullable Plant plant, Extras extras) {
    try {
      return new Stack(new Building(root, folder, tempo, plant, extras));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Building(Path root, Path folder, Tempo tempo, @Nullable Plant plant, Extras extras)
      throws IOException {
    this.extras = extras;
    this.root = root;
    this.folder = folder;
    this.tempo = tempo;
    this.plant = plant;
    this.runs = new RunFolder(folder.resolve("run"));
    Files.createDirectories(folder.resolve("logs"));
    this.authority = DevelopmentAuthority.in(folder.resolve("ca"), clock.instant());
    this.caller = new Caller(authority.certificateFile());
    identity();
    inbox();
    this.database = database();
    this.databaseGate = new Gate(ports.databaseGate(), ports.database());
    this.bankGate = new Gate(ports.bankGate(), ports.bank());
    begun(database);
    await.until("the database", PATIENCE, () -> Postgres.answers(vaultBooks, ports.database()));
    RootKey.make(root, folder.resolve("vault"), secret(), log("vault-admin"));
    ready(identityUrl() + "/.well-known/openid-configuration");
    Issued tls = certificate("vault");
    vault(0, tls);
    this.service = new BankService(root, folder.resolve("bank"), log("bank"));
    String bankKeys = service.makeKeys();
    vaultReady(0);
    vault(1, tls);
    this.registration = new Registration(new AdminApi(caller, tokens(OPERATOR), adminUrl()));
    registration.linkCertificate(
        request -> authority.client(request, Duration.ofDays(2), clock.instant()));
    this.bank = begun(server(bankProgram(service)));
    register(bankKeys);
    vaultReady(1);
    bankReady(bank, "https://localhost:" + ports.desk() + "/health");
  }

  private Server database() {
    Path data = folder.resolve("postgres");
    List<Account> accounts = List.of(vaultBooks, bankBooks);
    return extras
        .postgres()
        .map(programs ->
            OwnPostgres.make(
                programs, data, log("postgres"), ports.database(), databaseAdmin, accounts, runs))
        .orElseGet(() ->
            Postgres.make(
                root,
                data,
                log("postgres"),
                ports.database(),
                databaseAdmin.password(),
                accounts,
                runs));
  }

  static Path approvers(Path folder) {
    return folder.resolve("vault/approvers.jsonl");
  }

  /** What {@code vault-admin} reads; with its machine's client or, as a person, without. */
  Map<String, String> cliSettings(boolean machine) {
    Map<String, String> settings = new HashMap<>();
    settings.put("CARDNYM_URL", adminUrl());
    settings.put("CARDNYM_TOKEN_URL", identityUrl() + "/oauth2/token");
    settings.put("CARDNYM_CA_FILE", authority.certificateFile().toString());
    if (machine) {
      settings.put("CARDNYM_CLIENT_ID", OPERATOR);
      settings.put("CARDNYM_CLIENT_SECRET", operatorSecret);
    }
    return settings;
  }

  static Path orders(Path folder, int who) {
    return folder.resolve("orders-" + (who + 1));
  }

  static String pagesOrigin(Ports ports) {
    return "http://localhost:" + ports.pages();
  }

  Tokens tokens(String client) {
    String secret = client.equals(MERCHANT) ? merchantSecret : operatorSecret;
    return new Tokens(caller, identityUrl() + "/oauth2/token", client, secret, clock);
  }

  AdminDoor admin() {
    return new AdminDoor(caller, tokens(OPERATOR), adminUrl());
  }

  private String adminUrl() {
    return "https://localhost:" + ports.tls(0);
  }

  /** Registers payers by the pages, as payers do, so many at a time. */
  public static List<Enrolled> enrol(Stack stack, List<Manner> manners) {
    return IntStream.range(0, manners.size())
        .parallel()
        .mapToObj(i -> enrol(stack, "payer-" + (char) ('a' + i % 26) + i, manners.get(i)))
        .toList();
  }

  private static Enrolled enrol(Stack stack, String alias, Manner manner) {
    var card = new DemoCard(manner.number(), "2029-11", "Robin Sample", "123");
    String secret = register(stack, alias, card);
    return new Enrolled(
        alias, PASSWORD, secret, Totp.stepAt(InstantSource.system().instant()), manner);
  }

  /** Registers somebody with a card; false where the card is refused or the vault goes away. */
  public static boolean tryCard(Stack stack, String alias, String number, String code) {
    try {
      register(stack, alias, new DemoCard(number, "2029-11", "Robin Sample", code));
      return true;
    } catch (UncheckedIOException goneAway) {
      return false;
    } catch (IllegalStateException refused) {
      if (!String.valueOf(refused.getMessage()).contains("the card")) {
        throw refused;
      }
      return false;
    }
  }

  private static String register(Stack stack, String alias, DemoCard card) {
    return new Enrolment(
            new PageBrowser(),
            stack.pagesOrigin(),
            stack.inbox(),
            InstantSource.system(),
            new Await(() -> false))
        .register(alias + "@mail.sandbox.example", alias, PASSWORD, card)
        .totpSecret();
  }

  private void identity() {
    Issued tls = certificate("identity");
    helper(
        "identity",
        IdentityMain.class,
        new IdentitySettings(
            identityUrl(),
            ports.identity(),
            tls.certificate().toString(),
            tls.key().toString(),
            List.of(
                new Machine(MERCHANT, merchantSecret, List.of("merchant")),
                new Machine(OPERATOR, operatorSecret, List.of("operator"))),
            List.of(LOGIN),
            people,
            // Nobody here has a phone; its page takes any port.
            new Device(
                "nobody",
                DEVICE_SECRET,
                List.of(pagesOrigin(ports)),
                0,
                pagesOrigin(ports),
                "nobody")));
  }

  private void inbox() {
    // These vaults send no text messages.
    var settings = new InboxSettings(ports.mail(), ports.inbox(), DEVICE_SECRET, "none");
    helper("inbox", InboxMain.class, settings);
  }

  private void helper(String name, Class<?> main, Object settings) {
    Path file = folder.resolve("settings").resolve(name + ".json");
    PrivateFile.write(file, Json.write(settings));
    List<String> command = JavaCommand.main(main.getName(), file.toString());
    helpers.add(begun(server(new Program(name, command, folder.resolve("settings"), log(name)))));
  }

  private void vault(int replica, Issued tls) {
    String name = "vault-" + (replica + 1);
    var address =
        new VaultAddress(
            ports.http(replica),
            ports.tls(replica),
            ports.management(replica),
            pagesOrigin(ports),
            "https://localhost:" + ports.tls(0));
    var settings =
        new VaultSettings(
            address,
            RootKey.file(folder.resolve("vault")),
            RootKey.passphrase(folder.resolve("vault")),
            approvers(folder),
            vaultBooks,
            ports.databaseGate(),
            authority.certificateFile(),
            tls,
            identityUrl(),
            new VaultSettings.Device("nobody", deviceFile()),
            ports.mail());
    Program program = VaultService.program(name, root, folder.resolve(name), log(name), settings);
    List<String> command = new ArrayList<>(program.command());
    command.addAll(1, tempo.settings());
    command.addAll(1, extras.vault().apply(replica));
    command.add(1, agent(replica));
    vaults.add(begun(server(new Program(name, command, program.folder(), program.log()))));
  }

  private Path deviceFile() {
    Path file = folder.resolve("settings/device-secret");
    PrivateFile.write(file, DEVICE_SECRET + "\n");
    return file;
  }

  private String agent(int who) {
    return "-javaagent:"
        + root.resolve("bench/target/crash/crash-agent.jar")
        + "="
        + orders(folder, who)
        + (plant == null ? "" : ";" + plant.word());
  }

  private Program bankProgram(BankService service) {
    Program program =
        service.program(
            VaultSettings.ISSUER,
            registration.signingKeys(),
            ports.bank(),
            ports.desk(),
            certificate("bank"),
            authority.certificateFile(),
            bankBooks,
            ports.database());
    List<String> command = new ArrayList<>(program.command());
    command.add(1, agent(Stack.BANK));
    return new Program(program.name(), command, program.folder(), program.log());
  }

  private void register(String bankKeys) throws IOException {
    registration.bank(
        BankService.INSTITUTION,
        "Crash Bank",
        "https://localhost:" + ports.bankGate() + "/cardnym",
        Files.readString(authority.certificateFile()),
        bankKeys,
        BankService.PREFIXES);
    String shop = "http://127.0.0.1:" + ports.shop();
    registration.merchant(MERCHANT, "Crash & Co", List.of(shop), shop + "/return");
    registration.policy();
  }

  private static Human human(String name) {
    return new Human(name, name, secret(), Totp.newSecret(), List.of("operator"));
  }

  private Server server(Program program) {
    return new Server(program.name(), program.command(), program.folder(), program.log(), runs);
  }

  /** Ends with the harness, however that ends, short of SIGKILL; then the next run ends it. */
  private static Server begun(Server server) {
    Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
    server.start();
    return server;
  }

  private void vaultReady(int replica) {
    String health = "http://127.0.0.1:" + ports.management(replica) + "/q/health/ready";
    await.until(
        health,
        PATIENCE,
        () -> {
          // It gives up where its database takes too long, on a machine that has too much to do.
          vaults.get(replica).start();
          return caller.ready(health);
        });
    await.until(
        "vault " + replica,
        PATIENCE,
        () ->
            caller.answers("http://localhost:" + ports.http(replica) + "/")
                && caller.answers("https://localhost:" + ports.tls(replica) + "/"));
  }

  private void bankReady(Server bank, String health) {
    await.until(
        health,
        PATIENCE,
        () -> {
          // Like a vault, it gives up where its database takes too long.
          bank.start();
          return caller.ready(health);
        });
  }

  private void ready(String url) {
    await.until(url, PATIENCE, () -> caller.ready(url));
  }

  private Issued certificate(String name) {
    return authority.server(name, clock.instant());
  }

  private String identityUrl() {
    return "https://localhost:" + ports.identity();
  }

  private Path log(String name) {
    return folder.resolve("logs").resolve(name + ".log");
  }

  private static String secret() {
    StringBuilder text = new StringBuilder();
    RANDOM.ints(32, 0, 26).forEach(letter -> text.append((char) ('a' + letter)));
    return text.toString();
  }
}
