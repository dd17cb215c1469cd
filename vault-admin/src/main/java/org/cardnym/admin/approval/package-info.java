/** {@code approvals} and {@code approvers}: changes that two people sign. */
@NullMarked
package org.cardnym.admin.approval;

import org.jspecify.annotations.NullMarked;
