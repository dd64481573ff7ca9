package org.tallystick.ledger;
import org.junit.jupiter.api.Test;
class XTest { @Test void x() {} }
