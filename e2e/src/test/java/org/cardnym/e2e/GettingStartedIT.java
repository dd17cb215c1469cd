package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.cardnym.e2e.Guide.Block;
import org.cardnym.e2e.Guide.Step;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** docs/getting-started.md, followed to the letter by somebody who has this sandbox. */
@Order(3)
@Isolated
@ExtendWith(SharedWorld.class)
class GettingStartedIT {
  private static final Path PAGE = Places.root().resolve("docs/getting-started.md");
  private static final String SHOP = "python3 shop.py";

  /** Members that differ from one time to the next. */
  private static final List<String> OWN =
      List.of("id", "payment", "paymentPage", "createdAt", "expiresAt", "endedAt", "request");

  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");

  @Test
  void theGuideEndsWithAPaidOrder(World world) throws IOException {
    List<Step> steps = Guide.steps(PAGE);
    Path folder = Files.createDirectories(Places.fresh("guide"));
    Files.createSymbolicLink(folder.resolve(".sandbox"), world.sandbox().data());
    Step start = steps.removeFirst();
    int ran =
        IntStream.range(0, steps.size())
            .filter(i -> steps.get(i).runs(SHOP))
            .findFirst()
            .orElseThrow();
    Step shop = steps.get(ran - 1);
    Step run = steps.get(ran);

    // The sandbox that this page starts runs already.
    assertThat(start.deed().text()).isEqualTo("sandbox/run\n");
    try (Console console = new Console(folder)) {
      follow(console, steps.subList(0, ran - 1));
      Places.write(folder.resolve("shop.py"), shop.deed().text());
      Process server = Console.beside(folder, run.deed().text());
      try {
        String bought = buy(world);
        assertThat(bought).contains(likeOrder(run.output().getFirst().text(), bought));
        refusesCards(world);
      } finally {
        Console.end(server);
      }
      follow(console, steps.subList(ran + 1, steps.size()));
    }
  }

  private static void follow(Console console, List<Step> steps) {
    steps.forEach(step -> printsAsShown(step, console.run(step.deed().text())));
  }

  private static void printsAsShown(Step step, String printed) {
    String rest = printed;
    for (Block shown : step.output()) {
      if (shown.language().equals("text")) {
        assertThat(rest).as(step.deed().text()).startsWith(shown.text().strip());
        rest = rest.substring(shown.text().strip().length()).strip();
      } else {
        assertThat(timeless(Reply.parse(rest)))
            .as(step.deed().text())
            .isEqualTo(timeless(Reply.parse(shown.text())));
        rest = "";
      }
    }
    assertThat(rest).as(step.deed().text()).isEmpty();
  }

  /** Buys in the browser and returns what the shop says in the end. */
  private static String buy(World world) {
    String own = world.sandbox().get("OWN_SHOP_URL");
    Shopper browser = browser(world);
    Await.until("the shop", Await.PATIENCE, () -> answers(browser, own));
    Reply bought = browser.postForm(own + "/", own, "username=sunny-otter");
    Matcher action = ACTION.matcher(bought.body());
    assertThat(action.find()).as(bought.body()).isTrue();
    String page = browser.open(own, action.group(1));
    Payer payer = world.demoPayer();
    assertThat(browser.prove(page, payer.password(), payer.code()).status()).isEqualTo(200);
    JsonNode outcome = browser.outcome(page);
    assertThat(outcome.path("state").asText()).isEqualTo("approved");
    String back = outcome.path("returnUrl").asText();
    assertThat(back).startsWith(own + "/?payment=");
    return browser.get(back).body();
  }

  private static void refusesCards(World world) {
    String own = world.sandbox().get("OWN_SHOP_URL");
    Reply refused = browser(world).postForm(own + "/", own, "username=4111111111111111");
    assertThat(refused.body())
        .contains("A username can&#x27;t look like a card number")
        .doesNotContain("4111", "action=");
  }

  /** The guide's shop speaks HTTP/1.0. */
  private static Shopper browser(World world) {
    return new Shopper(Wire.connectingAnew(Path.of(world.sandbox().get("CA_FILE"))));
  }

  private static boolean answers(Shopper browser, String url) {
    try {
      return browser.get(url + "/").body().contains("name=\"username\"");
    } catch (java.io.UncheckedIOException notYet) {
      if (notYet.getCause() instanceof ConnectException) {
        return false;
      }
      throw notYet;
    }
  }

  /** The line as the page shows it, with the number of the order that was bought. */
  private static String likeOrder(String shown, String bought) {
    Matcher number = Pattern.compile("Order ([0-9a-f]{8}):").matcher(bought);
    assertThat(number.find()).as(bought).isTrue();
    return shown.strip().replaceFirst("Order [0-9a-f]{8}:", number.group());
  }

  private static JsonNode timeless(JsonNode node) {
    node.path("items").forEach(GettingStartedIT::timeless);
    if (node instanceof ObjectNode object) {
      for (String member : OWN) {
        if (object.has(member)) {
          object.put(member, "");
        }
      }
    }
    return node;
  }
}
