package org.cardnym.admin.payment;

import picocli.CommandLine.Command;

/** {@code payments}. */
@Command(
    name = "payments",
    description = "Payments, without cards: looking at them, ending what no bank answers.",
    subcommands = {ListPayments.class, ShowPayment.class, ResolvePayment.class},
    footer = "  vault-admin payments list")
public final class PaymentCommands {}
