package org.cardnym.vault.change;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import java.util.List;
import org.cardnym.vault.issuer.RouteLine;
import org.cardnym.vault.issuer.RouteReport.Fault;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesCsvTest {
  private static final String HEADER = "bank,first,last,from,until\n";
  private static final RouteLine LINE =
      new RouteLine(2, null, "north", "411100", "411199", "2027-01-01", "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER + "north,411100,411199,2027-01-01,",
        HEADER + "north,411100,411199,2027-01-01,\n",
        "\uFEFF" + HEADER + "north,411100,411199,2027-01-01,\n",
        "bank,first,last,from,until\r\nnorth,411100,411199,2027-01-01,\r\n",
        "bank,first,last,from\nnorth,411100,411199,2027-01-01\n",
        HEADER + "\"north\",\"411100\",\"411199\",\"2027-01-01\",\"\"\n"
      })
  void oneTableIsWrittenInManyWays(String file) {
    assertThat(read(file)).containsExactly(LINE);
  }

  @Test
  void quotesAndCommasAreReadAsTheStandardSays() {
    assertThat(read(HEADER + "\"a,\"\"b\"\"\",=1+1,,,\n"))
        .containsExactly(new RouteLine(2, null, "a,\"b\"", "=1+1", "", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "north,411100,411199,,\n",
        "bank;first;last\n",
        "bank,first\n",
        "bank,first,last,until,from\n",
        "Bank,First,Last\n",
        " bank,first,last\n",
        "bank,first,last,from,until,note\n",
        "\uFEFF\uFEFFbank,first,last\n",
        "bank,first,\u0007last\n"
      })
  void underAnotherHeaderNothingIsRead(String file) {
    assertThat(read(file)).containsExactly(RouteLine.unread(1, Fault.HEADER));
  }

  @Test
  void oneBrokenLineHidesNoOther() {
    List<RouteLine> lines =
        read(
            HEADER
                + "\"north,411100,411199,,\n" // a quote without its other
                + "north\",411100,411199,,\n"
                + "\"north\"x,411100,411199,,\n"
                + "\n"
                + "north,411100,411199\n"
                + "north,411100,411199,,,\n"
                + "nor\u0000th,411100,411199,,\n"
                + "no\rrth,411100,411199,,\n"
                + "north\u202e,411100,411199,,\n"
                + "north,411100,411199,2027-01-01,\n");

    assertThat(lines)
        .extracting(RouteLine::unread)
        .containsExactly(
            Fault.QUOTES,
            Fault.QUOTES,
            Fault.QUOTES,
            Fault.COLUMNS,
            Fault.COLUMNS,
            Fault.COLUMNS,
            Fault.CHARACTERS,
            Fault.CHARACTERS,
            Fault.CHARACTERS,
            null);
    assertThat(lines.getLast().number()).isEqualTo(11);
  }

  @Test
  void bytesThatAreNotUtf8SpoilTheirLineOnly() {
    byte[] file = (HEADER + "n\u00f6rth,411100,411199,,\nnorth,1,2,,\n").getBytes(ISO_8859_1);

    assertThat(RoutesCsv.read(file))
        .extracting(RouteLine::unread)
        .containsExactly(Fault.CHARACTERS, null);
  }

  @Test
  void fiveThousandLinesAreReadAndNoMore() {
    String line = "north,411100,411199,,\n";

    assertThat(read(HEADER + line.repeat(5_000))).hasSize(5_000);
    refuses(ErrorCode.TOO_LARGE, () -> read(HEADER + line.repeat(5_001)));
    refuses(ErrorCode.TOO_LARGE, () -> read("\n".repeat(900_000)));
  }

  @Test
  void aHugeValueIsReadAndLeftToBeJudged() {
    String huge = "a".repeat(900_000);

    assertThat(read(HEADER + huge + ",1,2,,\n")).hasSize(1);
    assertThat(read(HEADER + "\"" + huge)).containsExactly(RouteLine.unread(2, Fault.QUOTES));
  }

  private static List<RouteLine> read(String file) {
    return RoutesCsv.read(file.getBytes(UTF_8));
  }
}
