package org.cardnym.vault.web;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Stands before every log handler. Of the vault's own lines it turns {@code key=value} into fields,
 * if {@link LogFields} lists them. Of other code's lines it keeps the text as it was written in the
 * source, without what was filled in; of exceptions the types and places, without their messages.
 * So what a request held can't reach a log by way of a library's error.
 */
@LoggingFilter(name = "allow-list")
public final class LogAllowList implements Filter {
  private static final String OWN = "org.cardnym.";
  private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)=(\\S*)");

  /** Categories that tell of the program's start and stop only, before and after any request. */
  private static final Pattern WHOLE =
      Pattern.compile("io\\.quarkus|org\\.flywaydb\\.core\\..*|io\\.quarkus\\.flyway\\..*");

  /**
   * Stands in the place of the parameters of a line that was cleaned for another handler before.
   */
  private static final Object CLEANED = new Object();

  private static volatile boolean serving;

  /** Makes the filter; the logging system calls this. */
  public LogAllowList() {}

  /**
   * From here on lines may come of requests; those of the start are whole, as they tell an operator
   * what to repair.
   */
  static void serving() {
    serving = true;
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    if (serving && record instanceof ExtLogRecord extended && !isCleaned(extended)) {
      clean(extended);
    }
    return true;
  }

  private static boolean isCleaned(ExtLogRecord record) {
    Object[] parameters = record.getParameters();
    return parameters != null && parameters.length == 1 && CLEANED.equals(parameters[0]);
  }

  private static void clean(ExtLogRecord record) {
    String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    var fields = new TreeMap<String, String>();
    record.getMdcCopy().forEach((key, value) -> fields.put(key, LogFields.value(key, value)));
    String text =
        logger.startsWith(OWN) ? own(record.getFormattedMessage(), fields) : others(record, logger);
    record.setMessage(CardShape.masked(text), ExtLogRecord.FormatStyle.NO_FORMAT);
    record.setParameters(new Object[] {CLEANED});
    record.setMdc(Map.copyOf(fields));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      record.setThrown(Cleaned.of(thrown));
    }
  }

  private static String own(String message, Map<String, String> fields) {
    Matcher found = FIELD.matcher(message);
    String text =
        found.replaceAll(field -> {
          fields.put(field.group(1), LogFields.value(field.group(1), field.group(2)));
          return "";
        });
    return text.strip();
  }

  private static String others(ExtLogRecord record, String logger) {
    boolean filledIn = record.getParameters() != null && record.getParameters().length > 0;
    if (WHOLE.matcher(logger).matches()) {
      return record.getFormattedMessage();
    }
    return filledIn ? record.getMessage() : LogFields.WITHHELD;
  }
}
