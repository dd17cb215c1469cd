package org.cardnym.vault.readiness;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Refuses a virtual machine that would write its memory, with keys and whatever is open at that
 * time, to a file (PCI DSS 3.3.1, 3.6.1).
 */
@ApplicationScoped
class DumpsSafe implements StartCheck {
  private static final List<String> DUMPS =
      List.of("HeapDumpOnOutOfMemoryError", "HeapDumpBeforeFullGC", "HeapDumpAfterFullGC");

  @Override
  public List<String> problems() {
    return LaunchMode.current() == LaunchMode.NORMAL ? dumps() : List.of();
  }

  /** As the machine itself says, wherever it was told so: arguments, a file, the environment. */
  static List<String> dumps() {
    var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return List.of();
    }
    return DUMPS.stream()
        .filter(flag -> machine.getVMOption(flag).getValue().equals("true"))
        .map(flag -> "-XX:+" + flag + " writes the vault's memory to a file: remove it")
        .toList();
  }
}
