package org.cardnym.sandbox.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.cardnym.sandbox.authority.DevelopmentAuthority;
import org.cardnym.sandbox.authority.Issued;
import org.cardnym.sandbox.bank.BankService;
import org.cardnym.sandbox.database.Database;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.launch.Ports.Listener;
import org.cardnym.sandbox.payer.DemoCard;
import org.cardnym.sandbox.payer.Enrolled;
import org.cardnym.sandbox.payer.Enrolment;
import org.cardnym.sandbox.payer.PageBrowser;
import org.cardnym.sandbox.payer.PhoneCodes;
import org.cardnym.sandbox.process.Await;
import org.cardnym.sandbox.process.Child;
import org.cardnym.sandbox.vault.AdminApi;
import org.cardnym.sandbox.vault.Registration;
import org.cardnym.sandbox.vault.RootKey;
import org.cardnym.sandbox.vault.VaultAddress;
import org.cardnym.sandbox.vault.VaultService;
import org.cardnym.sandbox.vault.VaultSettings;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Tokens;

/** The order in which everything comes up. */
final class Start {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration CLIENT_CERTIFICATE = Duration.ofDays(90);

  private final Path root;
  private final DataFolder folder;
  private final Endpoints endpoints;
  private final Kept kept;
  private final Running running;
  private final Await await;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final int aliases;
  private final Ports ports;
  private final DevelopmentAuthority authority;
  private final Caller caller;
  private final OwnPrograms own;

  /** Between the vault and the demo phone's service; made anew with both. */
  private final String deviceSecret = Secret.token();

  /** Between the vault and the inbox, which takes text messages. */
  private final String textToken = Secret.token();

  Start(
      Path root,
      DataFolder folder,
      Endpoints endpoints,
      Kept kept,
      Running running,
      Await await,
      InstantSource clock,
      Consumer<String> say,
      int aliases) {
    this.aliases = aliases;
    this.root = root;
    this.folder = folder;
    this.endpoints = endpoints;
    this.kept = kept;
    this.running = running;
    this.await = await;
    this.clock = clock;
    this.say = say;
    this.ports = endpoints.ports();
    this.authority = DevelopmentAuthority.in(folder.part("ca"), clock.instant());
    this.caller = new Caller(authority.certificateFile());
    this.own = new OwnPrograms(folder, endpoints, kept);
  }

  Started all() {
    begin("Starting PostgreSQL, the identity provider and the inbox");
    Child identity = running.start(own.identity(certificate("identity"), deviceSecret));
    Child inbox = running.start(own.inbox(textToken));
    database();
    RootKey.make(root, keyFolder(), kept.rootPassphrase(), folder.log("vault-admin"));
    ready(identity, endpoints.identity() + "/.well-known/openid-configuration");
    begin("Starting the vault");
    Issued vaultTls = certificate("vault");
    Child first = vault(1, vaultTls);
    BankService bank = new BankService(root, folder.part("bank"), folder.log("bank"));
    String bankKeys = bank.makeKeys();
    ready(first, endpoints.readiness(1));
    // Health stands on a listener of its own, which may be up a moment before the others.
    for (String door : List.of(endpoints.api(), endpoints.pages())) {
      await.until("starting " + first.name(), first, PATIENCE, () -> caller.answers(door + "/"));
    }
    replicas(vaultTls);
    begin("Starting the bank, registering it and the shop");
    register(bank, bankKeys);
    ready(running.start(own.shop(authority.certificateFile())), endpoints.shop() + "/");
    ready(inbox, endpoints.inbox() + "/");
    Started started = payer();
    moveIn(bank);
    return started;
  }

  private void moveIn(BankService bank) {
    if (aliases == 0) {
      return;
    }
    begin("Moving " + aliases + " payers in by the bank's file");
    new MovingIn(root, folder, endpoints, kept, authority.certificateFile(), await)
        .all(registration(), bank, aliases);
  }

  private void database() {
    await.checkStop();
    running.add(
        Database.start(
            folder.part("postgres"),
            root.resolve("sandbox/target/postgres"),
            folder.log("postgres"),
            ports.of(Listener.DATABASE),
            kept.databasePassword(),
            List.of(Demo.vaultDatabase(kept), Demo.bankDatabase(kept))));
  }

  private Child vault(int replica, Issued tls) {
    await.checkStop();
    String name = "vault-" + replica;
    VaultAddress address =
        new VaultAddress(
            ports.http(replica),
            ports.tls(replica),
            ports.management(replica),
            endpoints.pages(),
            endpoints.api());
    VaultSettings settings =
        new VaultSettings(
            address,
            RootKey.file(keyFolder()),
            RootKey.passphrase(keyFolder()),
            folder.approvers(),
            Demo.vaultDatabase(kept),
            ports.of(Listener.DATABASE),
            authority.certificateFile(),
            tls,
            endpoints.identity(),
            new VaultSettings.Device(Demo.DEVICE_CLIENT, secretFile("device-secret", deviceSecret)),
            ports.of(Listener.MAIL),
            new VaultSettings.Texts(
                endpoints.inbox() + "/api/texts", secretFile("text-token", textToken)));
    return running.start(
        VaultService.program(name, root, folder.part(name), folder.log(name), settings));
  }

  private Path secretFile(String name, String secret) {
    Path file = folder.part("settings").resolve(name);
    PrivateFile.write(file, secret + "\n");
    return file;
  }

  /** The first has made keys and tables; the others come together. */
  private void replicas(Issued tls) {
    if (ports.replicas() == 1) {
      return;
    }
    List<Child> others =
        IntStream.rangeClosed(2, ports.replicas()).mapToObj(each -> vault(each, tls)).toList();
    for (int i = 0; i < others.size(); i++) {
      ready(others.get(i), endpoints.readiness(i + 2));
    }
    List<Integer> all = IntStream.rangeClosed(1, ports.replicas()).boxed().toList();
    running.share(ports.of(Listener.PAGES), all.stream().map(ports::http).toList());
    running.share(ports.of(Listener.API), all.stream().map(ports::tls).toList());
  }

  private void register(BankService bank, String bankKeys) {
    Registration registration = registration();
    registration.linkCertificate(
        request -> authority.client(request, CLIENT_CERTIFICATE, clock.instant()));
    Child child =
        running.start(
            bank.program(
                VaultSettings.ISSUER,
                registration.signingKeys(),
                ports.of(Listener.BANK_LINK),
                ports.of(Listener.BANK_DESK),
                certificate("bank"),
                authority.certificateFile(),
                Demo.bankDatabase(kept),
                ports.of(Listener.DATABASE)));
    registration.bank(
        BankService.INSTITUTION,
        "Sandbox Bank",
        endpoints.bankLink(),
        read(authority.certificateFile()),
        bankKeys,
        BankService.PREFIXES);
    registration.merchant(
        Demo.MERCHANT_CLIENT,
        Demo.MERCHANT,
        List.of(endpoints.shop(), endpoints.ownShop()),
        endpoints.shop() + "/return");
    registration.policy();
    ready(child, endpoints.bankDesk() + "/health");
  }

  private Registration registration() {
    Tokens tokens =
        new Tokens(caller, endpoints.tokens(), Demo.ADMIN_CLIENT, kept.adminSecret(), clock);
    return new Registration(new AdminApi(caller, tokens, endpoints.api()));
  }

  private Started payer() {
    Path certificates = authority.certificateFile();
    if (kept.payerEnrolled()) {
      Demo.givePhone(folder, kept);
      return new Started(
          kept, certificates, caller, new PhoneCodes(kept.payerTotpSecret(), clock, await));
    }
    begin("Enrolling the demo payer");
    Enrolled enrolled =
        new Enrolment(new PageBrowser(), endpoints.pages(), endpoints.inbox(), clock, await)
            .register(Demo.PAYER_MAIL, Demo.PAYER, kept.payerPassword(), DemoCard.APPROVED);
    Kept whole = kept.withPayer(enrolled.totpSecret());
    whole.write(folder.kept());
    Demo.givePhone(folder, whole);
    return new Started(whole, certificates, caller, enrolled.phone());
  }

  /** Tells what comes next, unless all is to stop. */
  private void begin(String step) {
    await.checkStop();
    say.accept(step);
  }

  private void ready(Child child, String url) {
    await.until("starting " + child.name(), child, PATIENCE, () -> caller.ready(url));
  }

  private Issued certificate(String name) {
    return authority.server(name, clock.instant());
  }

  private Path keyFolder() {
    return folder.part("vault");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
