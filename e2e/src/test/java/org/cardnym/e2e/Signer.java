package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the people whom {@code vault-admin} names, with a passkey in a browser of their own. */
final class Signer implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Open (\\S+)");

  /** What each person of the shared sandbox keeps: nobody is enrolled twice. */
  private static final Map<String, Kept> ENROLLED = new ConcurrentHashMap<>();

  private record Kept(Operator person, JsonArray passkeys) {}

  private final String who;
  private final Operator person;
  private final Chromium chromium;
  private final Page page;
  private final VirtualKey device;

  private Signer(String who, Operator person, Chromium chromium) {
    this.who = who;
    this.person = person;
    this.chromium = chromium;
    this.page = chromium.stranger().newPage();
    this.device = VirtualKey.on(page);
  }

  /**
   * Signs in, is invited by the root key's custodian, and makes the passkey; whoever did so before
   * comes back with it.
   *
   * @param who the person's variables in the sandbox's file: {@code ADMIN} or {@code SECOND_ADMIN}
   */
  static Signer enrolled(World world, String who) {
    Kept before = ENROLLED.get(who);
    if (before != null) {
      var signer = new Signer(who, before.person(), Chromium.launch());
      signer.device.with(before.passkeys());
      return signer;
    }
    Sandbox sandbox = world.sandbox();
    Operator person =
        new Operator(sandbox, Places.fresh("signer-" + who.toLowerCase(java.util.Locale.ROOT)));
    signIn(world, person, who);
    String issuer =
        Reply.parse(person.run("whoami", "--output", "json").out()).path("issuer").asText();
    Operator.Ended invited =
        person.run(
            "operator",
            "invite",
            "--file",
            sandbox.get("APPROVERS_FILE"),
            "--issuer",
            issuer,
            "--subject",
            sandbox.get(who + "_USER"),
            "--output",
            "json");
    assertThat(invited.exit()).as(invited.err()).isZero();
    Path code = Places.fresh("code-" + who).resolve("code");
    Places.secret(code, Reply.parse(invited.out()).path("code").asText() + "\n");
    Operator.Ended enrolled =
        person.run("approvers", "enroll", "--code-file", code.toString(), "--output", "json");
    assertThat(enrolled.exit()).as(enrolled.err()).isZero();
    var signer = new Signer(who, person, Chromium.launch());
    signer.touch(Reply.parse(enrolled.out()).path("page").asText());
    assertThat(signer.device.kept()).isEqualTo(1);
    return signer;
  }

  Operator person() {
    return person;
  }

  /** All the way: the command, its page, the touch, and what the command says then. */
  Operator.Ended signs(String approval) {
    Operator.Running running = person.start("approvals", "approve", approval);
    Matcher told =
        Await.value(
            "the page's address",
            Await.PATIENCE,
            () -> ADDRESS.matcher(running.said()),
            Matcher::find);
    touch(told.group(1));
    return running.end();
  }

  private void touch(String address) {
    page.navigate(address);
    assertThat(new Axe().barriers(page)).isEmpty();
    Chromium.picture(page, picture());
    page.locator("#sign").click();
    page.locator("#result").waitFor();
  }

  private String picture() {
    return page.locator("#approval[data-new]").count() == 1 ? "approver-enrol" : "approval-sign";
  }

  /** As one of the people whom the sandbox knows, by device code. */
  static void signIn(World world, Operator person, String who) {
    assertThat(signIn(world, person, who, "login").exit()).isZero();
  }

  /** The same by this command line, and what it ended with. */
  static Operator.Ended signIn(World world, Operator person, String who, String... words) {
    Sandbox sandbox = world.sandbox();
    Operator.Running login = person.start(words);
    DeviceLogin device = DeviceLogin.of(login, world.shopper());
    // Others sign in with the same app meanwhile, and each of its codes is good once.
    Await.until(
        "a code of " + who,
        Await.PATIENCE,
        () ->
            !device
                .signIn(
                    sandbox.get(who + "_USER"),
                    sandbox.get(who + "_PASSWORD"),
                    Totp.code(sandbox.get(who + "_TOTP_SECRET"), Totp.step()))
                .contains("error"));
    device.confirm();
    return login.end();
  }

  @Override
  public void close() {
    ENROLLED.put(who, new Kept(person, device.passkeys()));
    chromium.close();
  }
}
