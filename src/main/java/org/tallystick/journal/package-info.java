/** Plain-text accounting: statements and the books of a whole community as hledger, ledger and beancount read them. */
@NullMarked
package org.tallystick.journal;

import org.jspecify.annotations.NullMarked;
