package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tallystick.problem.ProblemException;
import org.tallystick.proposal.ProposalMachine.Event;
import org.tallystick.proposal.ProposalMachine.Transition;

/** The picture in docs/trading.md is the table of the code; {@code -Dwrite-machine=true} draws it anew. */
class ProposalMachineTest {
    private static final Path DOCUMENT = Path.of("docs/trading.md");
    private static final String BEGIN = "```mermaid\nstateDiagram-v2\n";
    private static final String END = "```\n";

    @Test
    void thePictureIsTheTable() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END, begin + BEGIN.length()) + END.length();
        assertThat(begin).as("a picture of the machine").isNotNegative();
        String drawn = document.substring(0, begin) + picture() + document.substring(end);
        if (Boolean.getBoolean("write-machine")) {
            Files.writeString(DOCUMENT, drawn);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(drawn);
    }

    @Test
    void everyEventHappensToOpenOnesAndNoneToThoseThatHaveEnded() {
        for (Event event : Event.values()) {
            assertThat(ProposalMachine.after(ProposalState.OPEN, event))
                    .as(event.text())
                    .isPresent();
        }
        assertThat(Set.of(ProposalState.values()))
                .filteredOn(ProposalState::isFinal)
                .containsExactlyInAnyOrder(
                        ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.CANCELLED, ProposalState.EXPIRED);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ProposalMachine.required(ProposalState.EXPIRED, Event.ACCEPT));
    }

    @Test
    void noStateHasTwoWaysForOneEventAndNoEventTwoWhoDoIt() {
        Set<String> ways = new HashSet<>();
        for (Transition transition : ProposalMachine.TABLE) {
            assertThat(ways.add(transition.from() + " " + transition.event())).isTrue();
            assertThat(transition.who()).isEqualTo(ProposalMachine.who(transition.event()));
        }
    }

    private static String picture() {
        List<String> lines = ProposalMachine.TABLE.stream()
                .map(transition -> "    %s --> %s: %s, by %s"
                        .formatted(
                                name(transition.from()),
                                name(transition.to()),
                                transition.event().text(),
                                transition.who().words()))
                .toList();
        String ends = Set.of(ProposalState.values()).stream()
                .filter(ProposalState::isFinal)
                .sorted()
                .map(state -> "    " + name(state) + " --> [*]\n")
                .collect(Collectors.joining());
        return BEGIN + "    [*] --> " + name(ProposalState.OPEN) + "\n" + String.join("\n", lines) + "\n" + ends + END;
    }

    /** Mermaid takes no hyphens in names. */
    private static String name(ProposalState state) {
        return state.text().replace('-', '_');
    }
}
