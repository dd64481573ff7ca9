/** Workbooks in XLSX, as spreadsheets open them: typed cells, written row by row. */
@NullMarked
package org.tallystick.spreadsheet;

import org.jspecify.annotations.NullMarked;
