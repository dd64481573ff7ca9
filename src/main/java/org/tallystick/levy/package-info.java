/**
 * Levies: what of each trade goes to the community's fund, by policies in versions, and which of the parties owe it
 * (docs/trading.md).
 */
@NullMarked
package org.tallystick.levy;

import org.jspecify.annotations.NullMarked;
