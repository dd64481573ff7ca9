/** What resources share: preconditions, pages, and fields that may be null on purpose. */
@NullMarked
package org.tallystick.web;

import org.jspecify.annotations.NullMarked;
