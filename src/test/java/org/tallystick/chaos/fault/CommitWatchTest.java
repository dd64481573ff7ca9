package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.chaos.fault.FrontendMessages.bind;
import static org.tallystick.chaos.fault.FrontendMessages.encryptionRequest;
import static org.tallystick.chaos.fault.FrontendMessages.parse;
import static org.tallystick.chaos.fault.FrontendMessages.query;
import static org.tallystick.chaos.fault.FrontendMessages.startup;
import static org.tallystick.chaos.fault.FrontendMessages.together;

import org.junit.jupiter.api.Test;

class CommitWatchTest {
    private final CommitWatch watch = new CommitWatch();

    private int next(byte[]... messages) {
        byte[] bytes = together(messages);
        return watch.next(bytes, bytes.length);
    }

    @Test
    void aCommitIsFoundWhereItBegins() {
        byte[] before = query("UPDATE account SET balance = 1");
        assertThat(next(encryptionRequest())).isNegative();
        assertThat(next(startup(), before, query("COMMIT"))).isEqualTo(startup().length + before.length);
    }

    @Test
    void aPreparedCommitIsFoundByItsNameAlone() {
        assertThat(next(startup(), parse("S_1", "BEGIN"), parse("S_2", "COMMIT")))
                .isNegative();
        assertThat(next(bind("S_1"))).isNegative();
        assertThat(next(bind("S_2"))).isZero();
    }

    @Test
    void aNameThatIsGivenToAnotherStatementIsNoCommitAnyMore() {
        assertThat(next(startup(), parse("", "COMMIT"), bind(""))).isNotNegative();
        assertThat(next(parse("", "SELECT 1"), bind(""))).isNegative();
    }

    @Test
    void aCommitInPiecesBeginsWithTheBytesOfThePieceThatEndsIt() {
        next(startup());
        byte[] commit = query("COMMIT");
        for (int at = 0; at < commit.length - 1; at++) {
            assertThat(watch.next(new byte[] {commit[at]}, 1)).isNegative();
        }
        assertThat(watch.next(new byte[] {commit[commit.length - 1]}, 1)).isZero();
    }

    @Test
    void longMessagesAreFollowedToTheirEnd() {
        String longText = "SELECT '" + "COMMIT".repeat(1_000) + "'";
        assertThat(next(startup(), query(longText))).isNegative();
        assertThat(next(query("commit"))).isZero();
    }

    @Test
    void whatOnlySpeaksOfACommitIsNone() {
        assertThat(next(startup(), query("SELECT 'COMMIT'"), query("COMMIT PREPARED 'x'")))
                .isNegative();
    }
}
