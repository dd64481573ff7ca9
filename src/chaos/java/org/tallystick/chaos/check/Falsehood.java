package org.tallystick.chaos.check;

import java.sql.SQLException;

/** Something that is made wrong in the books, and the rule that it breaks; it may break others too. */
record Falsehood(Finding.Rule rule, Plant plant) {

    /** How it is done. */
    interface Plant {
        /** @throws java.util.NoSuchElementException if nothing happened to which it could be done */
        void in(Forger books) throws SQLException;
    }
}
