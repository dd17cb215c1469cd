package org.cardnym.admin;

import java.util.List;
import org.cardnym.admin.approval.ApprovalCommands;
import org.cardnym.admin.approval.ApproverCommands;
import org.cardnym.admin.audit.AuditCommands;
import org.cardnym.admin.bank.BankCommands;
import org.cardnym.admin.completion.CompletionCommand;
import org.cardnym.admin.doctor.DoctorCommand;
import org.cardnym.admin.keys.KeyCommands;
import org.cardnym.admin.link.LinkCommands;
import org.cardnym.admin.login.LoginCommand;
import org.cardnym.admin.login.LogoutCommand;
import org.cardnym.admin.login.WhoamiCommand;
import org.cardnym.admin.merchant.MerchantCommands;
import org.cardnym.admin.operator.OperatorCommands;
import org.cardnym.admin.payer.PayerCommands;
import org.cardnym.admin.payment.PaymentCommands;
import org.cardnym.admin.policy.PolicyCommands;
import org.cardnym.admin.retention.RetentionCommands;
import org.cardnym.admin.settings.GlobalOptions;
import org.cardnym.admin.status.StatusCommand;
import org.cardnym.admin.webhook.WebhookCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The command all others stand under; what is said of help and exit codes here holds for each. */
@Command(
    name = "vault-admin",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Runs a Cardnym vault, through its admin API.",
      "People sign in with vault-admin login; machines set CARDNYM_CLIENT_ID, CARDNYM_CLIENT_SECRET and"
          + " CARDNYM_TOKEN_URL. No secret is ever given as an argument."
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:error",
      "2:usage: not understood, or a setting is missing",
      "3:refused, by the vault or by this command",
      "4:unreachable: try later",
      "5:waits for approval by a second person",
      "6:broken: the trail that was verified is not whole"
    },
    footerHeading = "%nExample:%n",
    footer = "  CARDNYM_URL=https://vault.example:8443 vault-admin status")
final class VaultAdmin {
  private static final List<Class<?>> COMMANDS =
      List.of(
          LoginCommand.class,
          LogoutCommand.class,
          WhoamiCommand.class,
          StatusCommand.class,
          DoctorCommand.class,
          OperatorCommands.class,
          KeyCommands.class,
          BankCommands.class,
          LinkCommands.class,
          MerchantCommands.class,
          PolicyCommands.class,
          RetentionCommands.class,
          PayerCommands.class,
          PaymentCommands.class,
          ApprovalCommands.class,
          ApproverCommands.class,
          WebhookCommands.class,
          AuditCommands.class,
          CompletionCommand.class);

  @Mixin final GlobalOptions options;

  VaultAdmin(GlobalOptions options) {
    this.options = options;
  }

  /**
   * The commands that stand directly under this one. Making them takes most of a start, so where
   * the first word names one, it comes alone; not the completion, which knows all others.
   */
  static List<Class<?>> commandsFor(String... args) {
    return COMMANDS.stream()
        .filter(command -> args.length > 0 && command != CompletionCommand.class)
        .filter(command -> command.getAnnotation(Command.class).name().equals(args[0]))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }
}
