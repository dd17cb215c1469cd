package org.cardnym.vault.readiness;

import java.util.List;

/** Something that must hold before this replica serves anybody. Each room brings its own. */
public interface StartCheck {
  /** What is unsafe, one sentence each, naming the property to change; empty if all is well. */
  List<String> problems();
}
