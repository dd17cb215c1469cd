package org.cardnym.admin.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import org.cardnym.admin.outcome.Failure;

/** The command's two outputs: results on one, all that is said about them on the other. */
public final class Screen {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Ink outInk;
  private final Ink errInk;
  private final OutputFormat format;
  private final int columns;

  /**
   * @param columns of the terminal that shows {@code out}, 0 where it is none or not known
   */
  public Screen(
      PrintWriter out, PrintWriter err, Ink outInk, Ink errInk, OutputFormat format, int columns) {
    this.out = out;
    this.err = err;
    this.outInk = outInk;
    this.errInk = errInk;
    this.format = format;
    this.columns = columns;
  }

  /** One object: JSON, or a line a member. */
  public void show(JsonNode object) {
    if (format == OutputFormat.JSON) {
      out.println(JsonText.pretty(object));
    } else {
      new Sheet(object).lines(outInk, columns).forEach(out::println);
    }
    out.flush();
  }

  /**
   * A page of a list, {@code {"items": […], "next": …}}: JSON, or a table of the columns.
   *
   * @param none what is said where there is nothing in it
   */
  public void list(JsonNode page, List<Column> shown, String none) {
    if (format == OutputFormat.JSON) {
      out.println(JsonText.pretty(page));
      out.flush();
      return;
    }
    Table table = new Table(shown);
    page.path("items").forEach(table::add);
    table.lines(outInk, columns).forEach(out::println);
    out.flush();
    if (page.path("items").isEmpty()) {
      note(none);
    }
    if (page.path("next").isTextual()) {
      note("There are more: add --cursor " + page.path("next").asText());
    }
  }

  /**
   * One line of a list of checks, and beneath it what to do next.
   *
   * @param width columns for {@code what}
   * @param next empty if there is nothing to do
   */
  public void check(Mark mark, String what, int width, String finding, String next) {
    int marks = Mark.WARNING.toString().length();
    String begin =
        mark.painted(outInk)
            + " ".repeat(marks - mark.toString().length() + 2)
            + what
            + " ".repeat(width - what.length() + 2);
    String indent = " ".repeat(marks + width + 4);
    hang(begin, indent, PlainText.of(finding));
    if (!next.isEmpty()) {
      hang(indent + "next: ", indent, PlainText.of(next));
    }
    out.flush();
  }

  private void hang(String begin, String indent, String text) {
    String start = begin;
    for (String line : Lines.of(text, columns <= 0 ? 0 : columns - indent.length() - 6)) {
      out.println(start + line);
      start = indent;
    }
  }

  /** One object of many, on a line of its own, in any format. */
  public void line(JsonNode object) {
    out.println(JsonText.compact(object));
  }

  /** Text of several lines exactly as it is to be saved, in any format; each line is made safe. */
  public void text(String lines) {
    lines.lines().map(PlainText::of).forEach(out::println);
    out.flush();
  }

  /**
   * A line on standard error that takes the place of the one before it; only where a person looks
   * on.
   */
  public void progress(String line) {
    if (errInk == Ink.COLOUR) {
      // ECMA-48 erase in line: what the line before was longer by.
      err.print("\r" + PlainText.of(line) + "\u001b[K");
      err.flush();
    }
  }

  /** What comes next stands on a line of its own. */
  public void endProgress() {
    if (errInk == Ink.COLOUR) {
      err.println();
      err.flush();
    }
  }

  /** Whether a person looks on, so that {@link #progress} shows. */
  public boolean isWatched() {
    return errInk == Ink.COLOUR;
  }

  /** Whether a person reads the result. */
  public boolean isForPeople() {
    return format == OutputFormat.TABLE;
  }

  /** A remark on standard error. */
  public void note(String text) {
    err.println(PlainText.of(text));
    err.flush();
  }

  /** A remark on standard error that should not be overlooked. */
  public void warn(String text) {
    err.println(errInk.warning("warning:") + " " + PlainText.of(text));
    err.flush();
  }

  /**
   * What happened, the code, and what to do next.
   *
   * @param pointer what is added to that, or empty
   */
  public void failure(Failure failure, String pointer) {
    err.println(errInk.failure("error:") + " " + PlainText.of(failure.what()));
    err.println(" code: " + PlainText.of(failure.code()));
    err.println(" next: " + PlainText.of(failure.next() + pointer));
    err.flush();
  }
}
