/**
 * The rules of money, and nothing else: pure functions from a state of accounts and a draft to a decision. Imports
 * {@code java..} and JSpecify alone, which an architecture test holds.
 */
@NullMarked
package org.tallystick.ledger;

import org.jspecify.annotations.NullMarked;
