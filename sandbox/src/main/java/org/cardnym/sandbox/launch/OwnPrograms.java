package org.cardnym.sandbox.launch;

import java.nio.file.Path;
import java.util.List;
import org.cardnym.sandbox.authority.Issued;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.identity.IdentityMain;
import org.cardnym.sandbox.identity.IdentitySettings;
import org.cardnym.sandbox.identity.IdentitySettings.Device;
import org.cardnym.sandbox.identity.IdentitySettings.Human;
import org.cardnym.sandbox.identity.IdentitySettings.Machine;
import org.cardnym.sandbox.inbox.InboxMain;
import org.cardnym.sandbox.inbox.InboxSettings;
import org.cardnym.sandbox.launch.Ports.Listener;
import org.cardnym.sandbox.process.JavaCommand;
import org.cardnym.sandbox.process.Program;
import org.cardnym.sandbox.shop.ShopMain;
import org.cardnym.sandbox.shop.ShopSettings;
import org.cardnym.sandbox.web.Json;

/** This module's own processes, each with a settings file that only its owner reads. */
final class OwnPrograms {
  private final DataFolder folder;
  private final Endpoints endpoints;
  private final Kept kept;

  OwnPrograms(DataFolder folder, Endpoints endpoints, Kept kept) {
    this.folder = folder;
    this.endpoints = endpoints;
    this.kept = kept;
  }

  /**
   * @param deviceSecret what the vault shows the demo phone's service
   */
  Program identity(Issued tls, String deviceSecret) {
    List<String> operator = List.of("operator");
    IdentitySettings settings =
        new IdentitySettings(
            endpoints.identity(),
            endpoints.ports().of(Listener.IDENTITY),
            tls.certificate().toString(),
            tls.key().toString(),
            List.of(
                new Machine(Demo.MERCHANT_CLIENT, kept.merchantSecret(), List.of("merchant")),
                new Machine(Demo.ADMIN_CLIENT, kept.adminSecret(), operator)),
            List.of(Demo.LOGIN_CLIENT),
            List.of(
                new Human(
                    Demo.ADMIN,
                    "Olga Operator",
                    kept.adminPassword(),
                    kept.adminTotpSecret(),
                    operator),
                new Human(
                    Demo.SECOND_ADMIN,
                    "Theo Second",
                    kept.secondAdminPassword(),
                    kept.secondAdminTotpSecret(),
                    operator)),
            new Device(
                Demo.DEVICE_CLIENT,
                deviceSecret,
                List.of(
                    endpoints.pages() + "/pay/callback",
                    endpoints.pages() + "/account/providers/return"),
                endpoints.ports().sensor(),
                endpoints.pages(),
                Demo.PAYER));
    return program("identity", IdentityMain.class, settings);
  }

  /**
   * @param textToken what the vault shows where it leaves text messages
   */
  Program inbox(String textToken) {
    Ports ports = endpoints.ports();
    return program(
        "inbox",
        InboxMain.class,
        new InboxSettings(
            ports.of(Listener.MAIL),
            ports.of(Listener.INBOX),
            textToken,
            Demo.phone(folder).toString()));
  }

  Program shop(Path authority) {
    ShopSettings settings =
        new ShopSettings(
            endpoints.ports().of(Listener.SHOP),
            endpoints.api(),
            endpoints.pages(),
            endpoints.tokens(),
            Demo.MERCHANT_CLIENT,
            kept.merchantSecret(),
            authority.toString(),
            Demo.seenByMerchant(folder).toString());
    return program("shop", ShopMain.class, settings);
  }

  private Program program(String name, Class<?> main, Object settings) {
    Path settingsFolder = folder.part("settings");
    Path file = settingsFolder.resolve(name + ".json");
    PrivateFile.write(file, Json.write(settings));
    return new Program(
        name, JavaCommand.main(main.getName(), file.toString()), settingsFolder, folder.log(name));
  }
}
