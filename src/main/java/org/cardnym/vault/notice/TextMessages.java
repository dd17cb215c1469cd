package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;

/**
 * Whether text messages can be sent from here. Off unless the operator turns them on; the vault
 * refuses to start on a configuration that is half done or unsafe.
 */
@ApplicationScoped
public class TextMessages implements StartCheck {
  private final Optional<TextTarget> target;
  private final List<String> problems;

  TextMessages(TextConfig config, Loosened loosened) {
    var reader = new TextReader(config, loosened.has(Loosened.Check.PLAIN_SMS));
    this.target = reader.read();
    this.problems = List.copyOf(reader.problems());
  }

  /** False where nothing may even mention them. */
  public boolean on() {
    return target.isPresent();
  }

  Optional<TextTarget> target() {
    return target;
  }

  @Override
  public List<String> problems() {
    return problems;
  }
}
