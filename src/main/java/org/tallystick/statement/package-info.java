/** Statements of accounts: one model of a period, written in each format. */
@NullMarked
package org.tallystick.statement;

import org.jspecify.annotations.NullMarked;
