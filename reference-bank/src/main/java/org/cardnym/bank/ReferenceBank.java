package org.cardnym.bank;

import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.InstantSource;
import org.cardnym.bank.desk.DeskHandler;
import org.cardnym.bank.host.AuthorizationHost;
import org.cardnym.bank.https.HttpsServer;
import org.cardnym.bank.keys.BankKeys;
import org.cardnym.bank.keys.KeyDirectory;
import org.cardnym.bank.keys.VaultKeys;
import org.cardnym.bank.ledger.Database;
import org.cardnym.bank.ledger.Housekeeping;
import org.cardnym.bank.ledger.SeenTransmissions;
import org.cardnym.bank.link.Exchange;
import org.cardnym.bank.link.LinkHandler;
import org.cardnym.bank.link.Patience;
import org.cardnym.bank.message.Kind;
import org.cardnym.bank.message.MessageReader;
import org.cardnym.bank.seal.AnswerSigner;
import org.cardnym.bank.seal.MessageOpener;
import org.eclipse.jetty.server.Handler;

/** The bank put together: link, desk, ledger and housekeeping. */
final class ReferenceBank implements AutoCloseable {

  private static final int DESK_CONNECTIONS = 64;

  private final Database database;
  private final Housekeeping housekeeping;
  private final HttpsServer link;
  private final HttpsServer desk;

  private ReferenceBank(
      Database database, Housekeeping housekeeping, HttpsServer link, HttpsServer desk) {
    this.database = database;
    this.housekeeping = housekeeping;
    this.link = link;
    this.desk = desk;
  }

  /** Everything up, or nothing. */
  static ReferenceBank start(BankConfig config, InstantSource clock, Patience patience)
      throws IOException, SQLException {
    BankKeys keys = new KeyDirectory(config.keys()).load(config.institution());
    VaultKeys vaultKeys = VaultKeys.load(config.vaultKeys());
    Database database = Database.open(config.database());
    SeenTransmissions seen = new SeenTransmissions();
    AuthorizationHost host = new AuthorizationHost(database, seen, keys.keyedHash(), clock);
    Exchange exchange =
        new Exchange(
            new MessageOpener(keys, vaultKeys, Kind.types()),
            new MessageReader(config.issuer(), config.institution(), keys.keyedHash(), clock),
            host,
            config.institution(),
            config.issuer(),
            clock);
    LinkHandler handler =
        new LinkHandler(
            exchange, new AnswerSigner(keys.signatureKey()), config.clientName(), patience);
    ReferenceBank bank =
        new ReferenceBank(
            database,
            new Housekeeping(database, seen, clock),
            server("link", config.link(), handler),
            desk(config.desk(), database));
    bank.listen();
    return bank;
  }

  private static HttpsServer server(String name, BankConfig.Listener listener, Handler handler)
      throws IOException {
    return new HttpsServer(name, listener.host(), listener.port(), listener.tls(), handler);
  }

  private static HttpsServer desk(BankConfig.Listener listener, Database database)
      throws IOException {
    HttpsServer desk =
        server("desk", listener, new DeskHandler(database)).limitedTo(DESK_CONNECTIONS);
    boolean onlyThisMachine = InetAddress.getByName(listener.host()).isLoopbackAddress();
    return onlyThisMachine ? desk.alsoPlain() : desk;
  }

  private void listen() throws IOException {
    try {
      housekeeping.runOnce();
      housekeeping.start();
      desk.start();
      link.start();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  int linkPort() {
    return link.port();
  }

  int deskPort() {
    return desk.port();
  }

  /** One round of what is otherwise done in the background. */
  void housekeeping() {
    housekeeping.runOnce();
  }

  /** Takes no more messages, finishes those it has, then leaves the database. */
  @Override
  public void close() {
    link.close();
    desk.close();
    housekeeping.close();
    database.close();
  }
}
