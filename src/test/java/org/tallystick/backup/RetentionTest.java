package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Backup FIRST = SampleBackup.of(1, true);
    private static final Backup SECOND = SampleBackup.of(2, true);
    private static final Backup WRONG = SampleBackup.of(3, false);
    private static final Backup LAST = SampleBackup.of(4, true);

    @Test
    void theOldestGoBeyondTheNumberThatIsKept() {
        assertThat(new Retention(2).outdated(List.of(FIRST, SECOND, LAST))).containsExactly(FIRST);
        assertThat(new Retention(3).outdated(List.of(FIRST, SECOND, LAST))).isEmpty();
        assertThat(new Retention(7).outdated(List.of())).isEmpty();
    }

    @Test
    void booksThatWentWrongPushOutNoBackupOfWhenTheyWereRight() {
        assertThat(new Retention(2).outdated(List.of(FIRST, SECOND, WRONG))).isEmpty();
        assertThat(new Retention(1).outdated(List.of(FIRST, SECOND, WRONG))).containsExactly(FIRST);
        assertThat(new Retention(1).outdated(List.of(FIRST, WRONG, LAST))).containsExactly(FIRST, WRONG);
    }

    @Test
    void atLeastOneIsKept() {
        assertThatThrownBy(() -> new Retention(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
