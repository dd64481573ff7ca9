package org.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Shows that each rule of {@link ManifestsTest} bites: the overlays are broken in one place at a time, as somebody might by
 * mistake, and each time it is said what is wrong.
 */
class BrokenManifestsTest {

    /** @param json what stands at the pointer then; nothing for a dash */
    @ParameterizedTest
    @CsvFileSource(resources = "/deployment/broken.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void whatIsBrokenIsSaid(String overlay, String resource, String pointer, String json, String complaint) {
        Overlay broken = Overlay.named(overlay).changed(resource, pointer == null ? "" : pointer, json);
        assertThat(ManifestsTest.complaints(overlay, broken))
                .anySatisfy(line -> assertThat(line).contains(complaint));
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> Yamls.documents("a: 1\na: 2\n")).hasMessageContaining("Duplicate field");
    }

    @Test
    void whatIsNotUnderstoodOfKustomizeIsRefused(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: []\nnamePrefix: new-\n");
        assertThatThrownBy(() -> Kustomization.render(folder)).hasMessageContaining("namePrefix");
    }

    @Test
    void aPatchOfNothingIsRefused(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("patch.yaml"), "kind: Deployment\nmetadata:\n  name: nobody\n");
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: []\npatches:\n  - path: patch.yaml\n");
        assertThatThrownBy(() -> Kustomization.render(folder)).hasMessageContaining("Deployment/nobody");
    }
}
