package org.cardnym.e2e;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * The table of all verbs: a new verb is a new row. Those that a row can't tell stand in {@link
 * #APART}.
 */
final class Verbs {
  private static final String NO_BANK = "bnk_01k0a8m5c2e9tvq7x4n3b6d8fz";
  private static final String NO_MERCHANT = "mer_01k0a8m5c2e9tvq7x4n3b6d8fz";
  private static final String NO_PAYER = "pyr_01k0a8m5c2e9tvq7x4n3b6d8fz";
  private static final String NOT_FOUND = "code: not_found (HTTP 404)";

  /** Verbs with tests of their own in {@link EveryVerbIT}, and why. */
  static final Map<String, String> APART =
      Map.ofEntries(
          entry("login", "takes a person with a browser, and talks to the identity provider alone"),
          entry("logout", "takes a sign-in, and forgets it whether or not the provider answers"),
          entry("payers erase", "takes two people, and a payer whom nobody needs"),
          entry("payers import", "takes a bank's file; the moving in has a test of its own"),
          entry("banks moves show", "takes a move that two people have signed"),
          entry("banks moves stop", "takes a move that two people have signed"),
          entry("payments resolve", "takes a bank that does not answer, and two people"),
          entry("approvals show", "takes a request"),
          entry("approvals approve", "takes a person with a passkey"),
          entry("approvals reject", "takes a request"),
          entry("approvers enroll", "takes a person with a passkey"),
          entry("approvers remove", "takes somebody who may sign"),
          entry("operator seal", "stops the vault that all share; CustodiansIT has one of its own"),
          entry("keys verify", "the rotation's own test proves it; here others rotate beside it"),
          entry("keys retire", "takes that proof, and two people"),
          entry("keys destroy", "takes that proof, and two people"));

  private Verbs() {}

  static List<Verb> all() {
    return List.of(
        Verb.of("whoami", "").shows("operator").json("/subject", "{admin}"),
        Verb.of("status", "").shows("open").json("/state", "open"),
        Verb.of("doctor", "")
            .shows("takes you for {admin}")
            .json("/checks/11/check", "vault")
            .refusesStrangers("The vault refused this"),
        Verb.of("operator init", "--file {home}/key-{n}.json --passphrase-file {passphrase}")
            .shows("custody_single")
            .refuses("--file {passphrase} --passphrase-file {passphrase}", 3, "code: path_taken"),
        Verb.of("operator unseal", "").shows("open").json("/state", "open"),
        Verb.of("operator rekey", "")
            .shows("current.custody")
            .json("/current/custody", "passphrase"),
        Verb.of("operator recover", "")
            .shows("serving")
            .json("/state", "serving")
            .refuses("--finish --reason drill", 3, "code: conflict (HTTP 409)"),
        Verb.of("completion", "").shows("complete -F").refuses("fish", 2, "code: usage"),
        Verb.of(
                "operator invite",
                "--file {home}/invited-{n}.jsonl --issuer https://id.example --subject one")
            .shows("code")
            .refuses(
                "--file {home}/invited-{n}.jsonl --issuer https://id.example --subject one --hours"
                    + " 0",
                2,
                "code: input_invalid"),
        Verb.of("approvals list", "--state waiting")
            .shows("APPROVAL")
            .refuses("--state lost", 2, "code: usage"),
        Verb.of("approvers list", "").shows("APPROVER"),
        Verb.of("keys list", "").shows("kek").json("/items/0/purpose", ""),
        Verb.of("keys rotate", "kek")
            .shows("closed")
            .refuses("alias_index --from 9999", 3, "code: conflict (HTTP 409)"),
        Verb.of("keys rewrap", "--no-wait")
            .shows("version")
            .json("/purpose", "kek")
            .refuses("--no-wait --rate 0", 3, "code: malformed (HTTP 400)"),
        Verb.of("banks list", "").shows("bnk_").json("/items/0/id", ""),
        Verb.of(
                "banks add",
                "--institution-id drill-{n} --name Drill --endpoint https://localhost:4443/cardnym"
                    + " --trust-file {ca}")
            .shows("drill-")
            .refuses(
                "--institution-id {institution} --name Drill --endpoint"
                    + " https://localhost:4443/cardnym --trust-file {ca}",
                3,
                "code: exists (HTTP 409)"),
        Verb.of("banks show", "{bank}")
            .shows("{institution}")
            .json("/id", "{bank}")
            .refuses(NO_BANK, 3, NOT_FOUND),
        Verb.of("banks set-trust", "{bank} --trust-file {ca}")
            .shows("{institution}")
            .json("/id", "{bank}")
            .refuses("{bank} --trust-file {certificate}", 3, "code: certificate_unfit (HTTP 422)"),
        Verb.of("banks drain", "{draining-bank} --reason drill")
            .shows("draining")
            .refuses(NO_BANK + " --reason drill", 3, NOT_FOUND),
        Verb.of("banks suspend", "{bank} --reason drill")
            .shows("suspended")
            .refuses(NO_BANK + " --reason drill", 3, NOT_FOUND),
        Verb.of("banks resume", "{bank} --reason drill")
            .shows("active")
            .refuses(NO_BANK + " --reason drill", 3, NOT_FOUND),
        Verb.of("banks test", "{open-bank} --card")
            .shows("ok       card")
            .json("/held", "true")
            .refuses(NO_BANK, 3, NOT_FOUND),
        Verb.of("banks unanswered", "").shows("MESSAGE").json("/items", ""),
        Verb.of("banks reconcile", "{open-bank}")
            .shows("finished")
            .json("/state", "finished")
            .refuses(NO_BANK, 3, NOT_FOUND),
        Verb.of("banks differences list", "{open-bank}")
            .shows("DIFFERENCE")
            .json("/items", "")
            .refuses(NO_BANK, 3, NOT_FOUND),
        Verb.of("banks differences settle", "{open-bank} --all --reason drill")
            .shows("settled")
            .json("/settled", "0")
            .refuses("{open-bank} dif_01k0a8p1d5f7hjk2m4n6q8rstv --reason drill", 3, NOT_FOUND),
        Verb.of("banks keys list", "{bank}")
            .shows("{key}")
            .json("/items/0/kid", "")
            .refuses(NO_BANK, 3, NOT_FOUND),
        Verb.of("banks keys add", "{bank} --jwk-file {jwk}")
            .shows("{key}")
            .refuses(NO_BANK + " --jwk-file {jwk}", 3, NOT_FOUND),
        Verb.of("banks keys retire", "{bank} {spare-key}")
            .shows("retired")
            .refuses("{bank} AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 3, NOT_FOUND),
        Verb.of("banks routes list", "{bank}")
            .shows("rte_")
            .json("/items/0/bank", "{bank}")
            .refuses(NO_BANK, 3, NOT_FOUND),
        Verb.of("banks routes add", "{bank} --first 99{n}")
            .shows("rte_")
            .refuses("{bank} --first 411111", 3, "code: route_ambiguous (HTTP 409)"),
        Verb.of("banks routes remove", "{bank} {new-route}")
            .shows("removed")
            .refuses("{bank} rte_01k0a8p1d5f7hjk2m4n6q8rstv", 3, NOT_FOUND),
        Verb.of("banks routes import", "{table}")
            .shows("{institution}")
            .refuses("{clashing-table}", 3, "code: routes_refused (HTTP 422)"),
        Verb.of("banks move", "{bank} --to {open-bank} --first 411111 --dry-run --reason drill")
            .shows("waiting")
            .json("/dryRun", "true")
            .refuses("{bank} --to " + NO_BANK + " --reason drill", 3, NOT_FOUND),
        Verb.of("banks moves list", "").shows("MOVE").json("/items", ""),
        Verb.of("link show", "").shows("issuer").json("/certificate", ""),
        Verb.of("link certify", "--certificate-file {certificate}")
            .shows("certificate")
            .refuses("--certificate-file {ca}", 3, "code: certificate_unfit (HTTP 422)"),
        Verb.of("merchants list", "").shows("mer_").json("/items/0/id", ""),
        Verb.of("merchants add", "--client-id drill-{n} {new-merchant}")
            .shows("mer_")
            .refuses("--client-id {demo-client} {new-merchant}", 3, "code: exists (HTTP 409)"),
        Verb.of("merchants show", "{merchant}")
            .shows("elsewhere")
            .json("/id", "{merchant}")
            .refuses(NO_MERCHANT, 3, NOT_FOUND),
        Verb.of("merchants suspend", "{merchant} --reason drill")
            .shows("suspended")
            .refuses(NO_MERCHANT + " --reason drill", 3, NOT_FOUND),
        Verb.of("merchants resume", "{merchant} --reason drill")
            .shows("active")
            .refuses(NO_MERCHANT + " --reason drill", 3, NOT_FOUND),
        Verb.of("merchants set-elsewhere", "{merchant} passkey --reason drill")
            .shows("passkey")
            .refuses("{merchant} anything --reason drill", 2, "code: usage"),
        Verb.of("merchants set-webhook", "{merchant} {shop}/drill")
            .shows("whpk_")
            .refuses("{merchant} ftp://shop.example/drill", 3, "code: webhook_unfit (HTTP 422)"),
        Verb.of("merchants rotate-webhook-key", "{new-hooked}")
            .shows("whpk_")
            .refuses(NO_MERCHANT, 3, NOT_FOUND),
        Verb.of("merchants clear-webhook", "{merchant}")
            .shows("none")
            .refuses(NO_MERCHANT, 3, NOT_FOUND),
        Verb.of("policy show", "").shows("limited_card").json("/items/0/perDay", ""),
        Verb.of("policy set", "limited_card CHF --per-payment 100 --per-day 200")
            .shows("CHF")
            .refuses("nonsense CHF --per-payment 100 --per-day 200", 3, NOT_FOUND),
        Verb.of("policy unset", "limited_card {new-limits}")
            .shows("unset")
            .refuses("new_shop CHF", 3, NOT_FOUND),
        Verb.of("retention show", "").shows("expired_cards").json("/items/0/keep", ""),
        Verb.of("retention set", "reconciliation_runs --keep 401d --reason drill")
            .shows("401d")
            .refuses(
                "expired_cards --keep 91d --reason drill", 3, "code: retention_unfit (HTTP 422)"),
        Verb.of("payers show", "{payer}")
            .shows("{payer}")
            .json("/id", "{payer}")
            .refuses(NO_PAYER, 3, NOT_FOUND),
        Verb.of("payers lock", "{payer} --reason drill")
            .shows("locked")
            .refuses(NO_PAYER + " --reason drill", 3, NOT_FOUND),
        Verb.of("payers unlock", "{payer} --reason drill --doors")
            .shows("active")
            .refuses(NO_PAYER + " --reason drill", 3, NOT_FOUND),
        Verb.of("payers import-key", "").shows("P-256").json("/use", "enc"),
        Verb.of("payments list", "").shows("pay_").json("/items/0/id", ""),
        Verb.of("payments show", "{payment}")
            .shows("12.34 EUR")
            .json("/payment/id", "{payment}")
            .refuses("pay_01k0a8m5c2e9tvq7x4n3b6d8fz", 3, NOT_FOUND),
        Verb.of("webhooks list", "").shows("EVENT").json("/items", ""),
        Verb.of("webhooks replay", "--merchant {merchant} --since 2026-01-01T00:00:00Z")
            .shows("queued")
            .refuses("evt_01k0a8m5c2e9tvq7x4n3b6d8fz", 3, NOT_FOUND),
        Verb.of("audit tail", "--limit 3").shows("ACTION").json("/items/2/action", ""),
        Verb.of("audit export", "--to {home}/trail-{n}.jsonl").shows("batches").json("/head", ""),
        Verb.of("audit verify", "").shows("whole").json("/whole", "true"));
  }
}
