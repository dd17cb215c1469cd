package org.cardnym.admin.settings;

import org.cardnym.admin.secret.ClientSecret;

/** A program that calls the vault in its own name, by client credentials. */
public record MachineIdentity(String clientId, ClientSecret secret) {}
