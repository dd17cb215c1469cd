package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cardnym.bank.decision.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk's live page: who may load it, what it may do, and what is in none of its bytes. */
class DeskPageTest {

  private static final List<String> SCRIPTS =
      List.of("/desk.js", "/list.js", "/row.js", "/tally.js", "/words.js");
  private static final String HOSTILE = "<img src=x onerror=alert(1)></script>\"'&";

  @RegisterExtension static final RunningBank BANK = new RunningBank();

  private final TestVault vault;
  private final TestVault clerk;

  DeskPageTest() throws Exception {
    vault = new TestVault(BANK);
    clerk = new TestVault(BANK, BANK.authority.clientWithoutCertificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/desk.css", "/desk.js", "/desk.svg", "/feed", "/receipts", "/none"})
  void nothingIsKeptFramedOrGuessed(String path) throws Exception {
    Reply reply = clerk.desk(path);
    assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(reply.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none';")
        .contains("frame-ancestors 'none'")
        .contains("require-trusted-types-for 'script'")
        .doesNotContain("unsafe")
        .doesNotContain("http")
        .doesNotContain("*");
  }

  @Test
  void pageIsWholeAndOfOneOrigin() throws Exception {
    Reply page = clerk.desk("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.type()).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body()).contains("<html lang=\"en\">").doesNotContain("://");
    assertThat(page.body()).doesNotContainPattern("<style|<script>|\\s(style|on[a-z]+)=");
    for (String file : List.of("/desk.css", "/desk.svg", "/desk.js")) {
      assertThat(page.body()).contains("\"" + file + "\"");
      assertThat(clerk.desk(file).status()).isEqualTo(200);
    }
  }

  @Test
  void scriptsPutTextOnThePageAndNeverMarkup() throws Exception {
    for (String script : SCRIPTS) {
      Reply reply = clerk.desk(script);
      assertThat(reply.type()).startsWith("text/javascript");
      assertThat(reply.body())
          .doesNotContainPattern(
              "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|://");
      Pattern.compile("from '\\.(/[a-z]+\\.js)'")
          .matcher(reply.body())
          .results()
          .forEach(used -> assertThat(SCRIPTS).contains(used.group(1)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "APPROVED", mode = EnumSource.Mode.EXCLUDE)
  void everyResponseCodeHasWords(ResponseCode code) throws Exception {
    assertThat(clerk.desk("/words.js").body()).contains("  '" + code.value() + "': '");
  }

  @Test
  void noCardDataIsInAnyByteOfPageOrFeed() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    vault.ask(payload);
    vault.ask(Payloads.reversal(payload));
    Map<String, Object> verification = Payloads.verification("5555555555554444", "9876");
    vault.ask(verification);
    Map<String, Object> asked = Payloads.verification("5555555555554444", "123");
    String reference = vault.ask(asked).path("reference").asText();
    vault.ask(Payloads.verificationCode(asked, reference, "246810"));
    StringBuilder all = new StringBuilder();
    for (String path : List.of("/", "/desk.css", "/desk.svg", "/feed", "/receipts")) {
      all.append(clerk.desk(path).body());
    }
    for (String script : SCRIPTS) {
      all.append(clerk.desk(script).body());
    }
    assertThat(all.toString())
        .contains("411111******1111")
        .contains("555555******4444")
        .doesNotContain("4111111111111111")
        .doesNotContain("5555555555554444")
        .doesNotContain("246810")
        .doesNotContain("Lovelace")
        .doesNotContain("2029-11")
        .doesNotContainPattern("\"[0-9]{3,4}\"")
        .doesNotContainPattern("(?<![0-9a-z])[0-9]{12,19}(?![0-9a-z])");
  }

  @Test
  void hostileTextsAreNowhereMarkup() throws Exception {
    Map<String, Object> payload = Payloads.authorization("4111111111111111");
    Payloads.members(payload, "merchant").put("legalName", HOSTILE);
    Payloads.members(payload, "order").put("reference", HOSTILE);
    vault.ask(payload);
    for (String path : List.of("/feed", "/receipts")) {
      Reply reply = clerk.desk(path);
      assertThat(reply.type()).isEqualTo("application/json");
      assertThat(reply.body()).contains("onerror=alert(1)").doesNotContain("<");
    }
    assertThat(clerk.desk("/").body()).doesNotContain("onerror");
    Reply echo = clerk.desk("/feed?after=%3Cscript%3E");
    assertThat(echo.body()).doesNotContain("script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.1:1"})
  void browserOnThisMachineNeedsNoCertificate(String host) throws Exception {
    assertThat(plain(BANK.deskPort(), host))
        .startsWith("HTTP/1.1 200 ")
        .contains("Messages received");
  }

  /** Such as a page elsewhere makes lead to this machine, to read what stands here as its own. */
  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "evil.example:443"})
  void plainRequestUnderAnotherNameIsRefused(String host) throws Exception {
    assertThat(plain(BANK.deskPort(), host))
        .startsWith("HTTP/1.1 421 ")
        .contains("wrong_host")
        .doesNotContain("Messages received")
        .doesNotContain("evil");
  }

  @Test
  void linkSpeaksNoPlainHttp() throws IOException {
    assertThat(plain(BANK.linkPort(), "localhost")).doesNotContain("HTTP/1.1 200");
  }

  private static String plain(int port, String host) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
