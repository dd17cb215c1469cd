package org.cardnym.vault.card;

/**
 * How many cards a payer has, and nothing else of them.
 *
 * @param waiting whose bank has not agreed yet
 * @param active whose holder the bank asked
 * @param limited whose data the bank only compared
 * @param frozen by the payer, whatever their state: these are among the others
 */
public record CardTally(int waiting, int active, int limited, int frozen) {}
