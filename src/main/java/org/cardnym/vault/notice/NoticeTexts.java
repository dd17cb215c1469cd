package org.cardnym.vault.notice;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The words of notices: each kind's template, filled with its facts. */
@ApplicationScoped
class NoticeTexts {
  private final Engine templates;

  NoticeTexts(Engine templates) {
    this.templates = templates;
  }

  String text(NoticeKind kind, Map<String, String> facts) {
    TemplateInstance text = template(kind.template()).instance();
    facts.forEach(text::data);
    return text.render();
  }

  String last() {
    return template("notice/last_of_its_kind").render();
  }

  private Template template(String name) {
    Template template = templates.getTemplate(name);
    if (template == null) {
      throw new IllegalStateException("no text " + name);
    }
    return template;
  }
}
