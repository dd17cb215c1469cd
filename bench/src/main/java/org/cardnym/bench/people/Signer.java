package org.cardnym.bench.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.bench.stack.Stack;
import org.cardnym.sandbox.file.PrivateFile;
import org.cardnym.sandbox.identity.IdentitySettings.Human;
import org.cardnym.sandbox.otp.Totp;
import org.cardnym.sandbox.payer.Page;
import org.cardnym.sandbox.payer.PageBrowser;
import org.cardnym.sandbox.process.Await;

/** One of the people who sign what takes two, at their shell and with their passkey. */
public final class Signer {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern INVITATION =
      Pattern.compile("Open (\\S+)\\s+and enter (\\S+) before");
  private static final Pattern PAGE = Pattern.compile("Open (\\S+/approve/\\S+)");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final Human human;
  private final Cli cli;
  private final PageBrowser browser;
  private final SoftPasskey passkey;
  private final Await await = new Await(() -> false);

  private Signer(Stack stack, Human human, Cli cli) {
    this.human = human;
    this.cli = cli;
    this.browser = new PageBrowser(stack.authority());
    this.passkey = new SoftPasskey(stack.pagesOrigin());
  }

  /** Signs in, is invited by the root key's custodian, and makes the passkey. */
  public static Signer enrolled(Stack stack, Human human, Path root) throws IOException {
    Path folder = stack.folder().resolve("people").resolve(human.username());
    var signer = new Signer(stack, human, new Cli(root, folder, stack.cliSettings(false)));
    signer.signIn();
    JsonNode me = signer.cli.want(0, "whoami");
    String approvers = stack.approversFile().toString();
    JsonNode invited =
        signer.cli.want(
            0,
            "operator",
            "invite",
            "--file",
            approvers,
            "--issuer",
            me.path("issuer").asText(),
            "--subject",
            human.username());
    Path code = folder.resolve("code");
    PrivateFile.write(code, invited.path("code").asText() + "\n");
    signer.enrol(signer.cli.want(0, "approvers", "enroll", "--code-file", code.toString()));
    return signer;
  }

  public Cli cli() {
    return cli;
  }

  /** All the way: the command, its page, the touch, and what the command says then. */
  public Cli.Ended signs(String approval) throws IOException {
    Cli.Running running = cli.start("approvals", "approve", approval, "--output", "json");
    String page = told("the page's address", PAGE, running).group(1);
    wantOk(browser.get(page));
    JsonNode asked = wantOk(browser.postJson(page + "/ask", Map.of())).json();
    wantOk(
        browser.postJson(
            page + "/sign", Map.of("passkey", passkey.sign(asked.path("challenge").asText()))));
    return running.end();
  }

  private void enrol(JsonNode told) throws IOException {
    String page = told.path("page").asText();
    wantOk(browser.get(page));
    JsonNode asked = wantOk(browser.postJson(page + "/begin", Map.of())).json();
    wantOk(
        browser.postJson(
            page + "/enrol",
            Map.of(
                "passkey",
                passkey.make(
                    asked.path("challenge").asText(), asked.path("user").path("id").asText()))));
  }

  /** The device flow (RFC 8628), with the provider's pages. */
  private void signIn() throws IOException {
    Cli.Running login = cli.start("login");
    Matcher told = told("the invitation", INVITATION, login);
    String origin = told.group(1).replaceFirst("^(https?://[^/]+).*", "$1");
    Matcher csrf = CSRF.matcher(browser.get(origin + "/login").body());
    if (!csrf.find()) {
      throw new IllegalStateException("the provider's page has no form");
    }
    Page signedIn =
        browser.postForm(
            origin + "/login",
            fields(
                Map.of(
                    "_csrf",
                    csrf.group(1),
                    "username",
                    human.username(),
                    "password",
                    human.password(),
                    "code",
                    new Totp(human.totpSecret()).codeAt(Instant.now()))));
    if (signedIn.location().contains("error")) {
      throw new IllegalStateException(human.username() + " can't sign in");
    }
    browser.postForm(
        origin + "/oauth2/device_verification", fields(Map.of("user_code", told.group(2))));
    if (login.end().exit() != 0) {
      throw new IllegalStateException(login.said());
    }
  }

  private Matcher told(String what, Pattern pattern, Cli.Running running) {
    Supplier<Matcher> look = () -> pattern.matcher(running.said());
    await.until(what, PATIENCE, () -> look.get().find() || !running.alive());
    Matcher told = look.get();
    if (!told.find()) {
      throw new IllegalStateException(what + " is missing: " + running.said());
    }
    return told;
  }

  private static Page wantOk(Page page) {
    if (!page.ok()) {
      throw new IllegalStateException("a page answered " + page.status() + " " + page.body());
    }
    return page;
  }

  private static String fields(Map<String, String> fields) {
    var all = new StringBuilder();
    fields.forEach((name, value) ->
        all.append(all.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return all.toString();
  }
}
