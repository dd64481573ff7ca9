/** Reports for those who run a community or audit it: tables of the books, each written in every format. */
@NullMarked
package org.tallystick.report;

import org.jspecify.annotations.NullMarked;
