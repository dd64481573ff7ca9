package org.tallystick.platform;

/** A login of the database. */
record Login(String username, String password) {
    /** Without the password, for whoever logs it. */
    @Override
    public String toString() {
        return username;
    }
}
