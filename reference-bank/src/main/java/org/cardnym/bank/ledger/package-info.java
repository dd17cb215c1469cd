/**
 * The bank's database: message ids, decisions, sales and the books. It stores what it is told and
 * decides nothing; no clear card number and no code comes in here.
 */
@NullMarked
package org.cardnym.bank.ledger;

import org.jspecify.annotations.NullMarked;
