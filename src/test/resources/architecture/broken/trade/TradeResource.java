package org.tallystick.broken.trade;

import jakarta.inject.Inject;
import javax.sql.DataSource;

/** A resource with an injected field that is a database. */
public class TradeResource {
    @Inject
    DataSource database;
}
