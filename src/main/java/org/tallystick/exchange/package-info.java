/**
 * Whole communities in and out. An import is checked row by row, rehearsed in memory by the rules of the ledger, and only
 * then booked, through the one posting path; sent again, it books what is missing and nothing twice.
 */
@NullMarked
package org.tallystick.exchange;

import org.jspecify.annotations.NullMarked;
