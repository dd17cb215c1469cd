package org.cardnym.sandbox.shop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.LoopbackServer;
import org.cardnym.sandbox.web.Tokens;

/** The shop's process. Its one argument names the settings' file. */
public final class ShopMain {
  private ShopMain() {}

  /** Starts the shop; it ends with its process. */
  public static void main(String[] arguments) throws IOException {
    ShopSettings settings = Json.readFile(Path.of(arguments[0]), ShopSettings.class);
    InstantSource clock = InstantSource.system();
    SeenByMerchant seen = new SeenByMerchant(Path.of(settings.record()), clock);
    Caller caller = new Caller(Path.of(settings.authority()));
    Tokens tokens =
        new Tokens(
            caller, settings.tokenUrl(), settings.clientId(), settings.clientSecret(), clock);
    String origin = "http://127.0.0.1:" + settings.port();
    MerchantApi api = new MerchantApi(caller, tokens, settings.api(), seen);
    Shop shop = new Shop(origin, new Orders(), api, seen, settings.pages());
    new LoopbackServer(settings.port(), policy(settings.pages()), shop::answer);
    System.out.println("ready");
  }

  /** Of foreign things the vault's script alone runs, and forms go to its payment page alone. */
  static String policy(String pages) {
    return "default-src 'none'; style-src 'self'; script-src 'self' "
        + pages
        + ShopPages.SCRIPT
        + "; img-src 'self'; connect-src 'self'; form-action 'self' "
        + pages
        + "; frame-ancestors 'none'; base-uri 'none'";
  }
}
