/** Papers: XHTML of our own templates made into tagged PDF, in bundled fonts, without reading anything from elsewhere. */
@NullMarked
package org.tallystick.pdf;

import org.jspecify.annotations.NullMarked;
