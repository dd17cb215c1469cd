package org.cardnym.admin.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;

/** Turns a refusal of the vault (RFC 9457, with a {@code code}) into what to tell the operator. */
final class Problem {
  /** Members of every problem; the others say what of the request it is about. */
  private static final Set<String> USUAL =
      Set.of("type", "title", "status", "detail", "instance", "code", "request");

  private Problem() {}

  /**
   * @param asked what the request was about, the parts of its path
   */
  static Failure of(Answer answer, List<String> asked) {
    int status = answer.status();
    ExitCode exit = exit(status);
    String bare = answer.isProblem() ? answer.body().path("code").asText("") : "";
    return new Failure(exit, what(answer, exit), code(answer), NextStep.after(status, bare, asked));
  }

  private static ExitCode exit(int status) {
    return switch (status) {
      case 502, 503, 504 -> ExitCode.UNREACHABLE;
      default -> status >= 400 && status < 500 ? ExitCode.REFUSED : ExitCode.ERROR;
    };
  }

  private static String what(Answer answer, ExitCode exit) {
    String begin =
        switch (exit) {
          case REFUSED -> "The vault refused this";
          case UNREACHABLE -> "The vault can't serve this now";
          default ->
              answer.status() >= 500
                  ? "The vault failed"
                  : "The answer has status " + answer.status() + ", as no vault's has";
        };
    String title = sentence(answer, "title");
    String detail = sentence(answer, "detail");
    String words =
        (title + (detail.equals(title) ? "" : " " + detail)).strip() + particulars(answer);
    return words.isEmpty() ? begin + "." : begin + ": " + words;
  }

  /** Texts and numbers such as the member that is wrong, or the bounds that it is beyond. */
  private static String particulars(Answer answer) {
    if (!answer.isProblem()) {
      return "";
    }
    String all =
        answer.body().properties().stream()
            .filter(member -> !USUAL.contains(member.getKey()) && isShort(member.getValue()))
            .map(member -> member.getKey() + ": " + member.getValue().asText())
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " (" + all + ")";
  }

  private static boolean isShort(JsonNode value) {
    return value.isTextual() || value.isNumber();
  }

  private static String sentence(Answer answer, String member) {
    String text = answer.isProblem() ? answer.body().path(member).asText("").strip() : "";
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }

  private static String code(Answer answer) {
    JsonNode code = answer.isProblem() ? answer.body().path("code") : null;
    return code != null && code.isTextual() && !code.asText().isBlank()
        ? code.asText() + " (HTTP " + answer.status() + ")"
        : "http_" + answer.status();
  }
}
