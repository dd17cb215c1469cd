/**
 * What operators and auditors do over REST, each act under its caller's name in the trail. Decides
 * nothing that its rooms decide.
 */
@NullMarked
package org.cardnym.vault.admin;

import org.jspecify.annotations.NullMarked;
