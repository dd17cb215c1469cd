package org.cardnym.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cardnym.sandbox.bank.BankService;
import org.cardnym.sandbox.database.Account;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.identity.IdentitySettings.Human;
import org.cardnym.sandbox.proxy.RoundRobin;
import org.cardnym.sandbox.vault.Registration;
import org.cardnym.sandbox.vault.VaultSettings;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Tokens;
import org.jspecify.annotations.Nullable;

/** All that runs in one run. */
public final class Stack implements AutoCloseable {
  public static final int REPLICAS = 2;

  /** The bank's number, where the replicas have theirs. */
  public static final int BANK = REPLICAS;

  private final Ports ports;
  private final Path folder;
  private final Path authority;
  private final Caller caller;
  private final Account vaultBooks;
  private final Account bankBooks;
  private final List<Server> helpers = new ArrayList<>();
  private final List<Server> vaults = new ArrayList<>();
  private final List<AutoCloseable> proxies = new ArrayList<>();
  private final Server database;
  private final Server bank;
  private final Gate bankGate;
  private final Gate databaseGate;
  private final Tokens merchantTokens;
  private final AdminDoor admin;
  private final Registration registration;
  private final BankService service;
  private final List<Human> people;
  private final Map<String, String> machineSettings;
  private final Map<String, String> personSettings;
  private volatile @Nullable Balancer balancer;

  Stack(Building built) {
    this.ports = built.ports;
    this.folder = built.folder;
    this.authority = built.authority.certificateFile();
    this.caller = built.caller;
    this.vaultBooks = built.vaultBooks;
    this.bankBooks = built.bankBooks;
    this.helpers.addAll(built.helpers);
    this.vaults.addAll(built.vaults);
    this.database = built.database;
    this.bank = built.bank;
    this.bankGate = built.bankGate;
    this.databaseGate = built.databaseGate;
    this.merchantTokens = built.tokens(Building.MERCHANT);
    this.admin = built.admin();
    this.registration = built.registration;
    this.service = built.service;
    this.people = built.people;
    this.machineSettings = built.cliSettings(true);
    this.personSettings = built.cliSettings(false);
    try {
      proxies.add(
          new RoundRobin(
              ports.pages(), IntStream.range(0, REPLICAS).mapToObj(ports::http).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  public Path authority() {
    return authority;
  }

  public Tokens merchantTokens() {
    return merchantTokens;
  }

  public AdminDoor admin() {
    return admin;
  }

  public String bankId() {
    return registration.bankId(BankService.INSTITUTION);
  }

  /** A file of so many of the bank's customers, to be moved in. */
  public Path customers(int count) {
    Path key = folder.resolve("settings/vault-enc.json");
    PrivateFile.write(key, registration.customersKey());
    Path file = folder.resolve("bank/customers.jose");
    service.exportCustomers(VaultSettings.ISSUER, key, count, "imported-", file);
    return file;
  }

  /** Who may sign what takes two people, once they are enrolled. */
  public List<Human> people() {
    return people;
  }

  /** Where the root key's custodian invites them. */
  public Path approversFile() {
    return Building.approvers(folder);
  }

  /** The environment of {@code vault-admin} for a script, or for a person who signs in. */
  public Map<String, String> cliSettings(boolean machine) {
    return machine ? machineSettings : personSettings;
  }

  public Server vault(int replica) {
    return vaults.get(replica);
  }

  /** From now on requests are led away from replicas that are not ready. */
  public Balancer balanced() {
    Balancer made = new Balancer(this);
    balancer = made;
    return made;
  }

  /** The replica where one who wants this one comes to. */
  public int led(int wanted) {
    Balancer leads = balancer;
    return leads == null ? wanted : leads.led(wanted);
  }

  public Server bank() {
    return bank;
  }

  public Server database() {
    return database;
  }

  public Gate bankGate() {
    return bankGate;
  }

  public Gate databaseGate() {
    return databaseGate;
  }

  /** Where all replicas' merchant APIs believe to be. */
  public String apiOrigin() {
    return api(0);
  }

  /** Where a replica's merchant API is. */
  public String api(int replica) {
    return "https://localhost:" + ports.tls(replica);
  }

  /** Where a replica's pages are; they believe to be at {@link #pagesOrigin}. */
  public String pages(int replica) {
    return "http://localhost:" + ports.http(replica);
  }

  public String pagesOrigin() {
    return Building.pagesOrigin(ports);
  }

  String inbox() {
    return "http://127.0.0.1:" + ports.inbox();
  }

  public int shopPort() {
    return ports.shop();
  }

  /** The database by its own port, past the gate. */
  public String vaultJdbc() {
    return vaultBooks.jdbcUrl(ports.database());
  }

  public String bankJdbc() {
    return bankBooks.jdbcUrl(ports.database());
  }

  public Account vaultBooks() {
    return vaultBooks;
  }

  public Account bankBooks() {
    return bankBooks;
  }

  /** Where the orders of a replica, or of the bank, to itself are. */
  public Path orders(int who) {
    return Building.orders(folder, who);
  }

  /** A vault, or the bank. */
  public Server server(int who) {
    return who == BANK ? bank : vaults.get(who);
  }

  /** How many transmissions a replica did not send, as its bank's places were taken. */
  public long heldBack(int replica) throws IOException {
    String metrics = "http://127.0.0.1:" + ports.management(replica) + "/q/metrics";
    return caller
        .send("GET", metrics, Map.of(), "")
        .body()
        .lines()
        .filter(line -> line.startsWith("cardnym_transmissions_held_back_total{"))
        .filter(line -> line.contains("outcome=\"busy\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  public boolean vaultReady(int replica) {
    return vaults.get(replica).alive() && healthy(replica);
  }

  /** As somebody sees it who knows no process; also while one is told to end. */
  boolean healthy(int replica) {
    return caller.ready("http://127.0.0.1:" + ports.management(replica) + "/q/health/ready")
        && caller.answers(pages(replica) + "/");
  }

  public boolean bankReady() {
    return bank.alive() && caller.ready("https://localhost:" + ports.desk() + "/health");
  }

  public boolean databaseReady() {
    return database.alive() && Postgres.answers(vaultBooks, ports.database());
  }

  @Override
  public void close() {
    vaults.forEach(Server::kill);
    bank.kill();
    helpers.forEach(Server::kill);
    database.kill();
    List<AutoCloseable> all = new ArrayList<>(proxies);
    all.add(bankGate);
    all.add(databaseGate);
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
