package org.tallystick.broken.trade;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import javax.sql.DataSource;

/** A resource with an injected field that is a database, and no word of what it answers with. */
@Path("trades")
public class TradeResource {
    @Inject
    DataSource database;
}
