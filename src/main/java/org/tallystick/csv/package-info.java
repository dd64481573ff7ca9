/** Files with a row for each thing: read strictly, with everything that is wrong named by line and column. */
@NullMarked
package org.tallystick.csv;

import org.jspecify.annotations.NullMarked;
