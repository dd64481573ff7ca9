package org.tallystick.exchange;

import java.time.ZoneId;
import org.tallystick.ledger.Currency;

/** What community.json says. */
record ImportedCommunity(String slug, String name, ZoneId timeZone, Currency currency) {}
