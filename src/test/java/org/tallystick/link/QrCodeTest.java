package org.tallystick.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class QrCodeTest {
    private static final String LINK = "https://app.example.org/pay#" + "a-Token_0".repeat(40) + ".sig";
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @ParameterizedTest
    @ValueSource(ints = {200, 333, 400, 2_000})
    void aPngOfTheSizeAskedForIsReadBack(int size) throws Exception {
        BufferedImage image = png(new QrCode(LINK), size);

        assertThat(image.getWidth()).isEqualTo(size);
        assertThat(image.getHeight()).isEqualTo(size);
        Result read = read(image);
        assertThat(read.getText()).isEqualTo(LINK);
        assertThat(read.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
    }

    @Test
    void theLongestLinkOfAllIsReadBackFromTheSmallestPicture() throws Exception {
        String longest = "x".repeat(500 + 1_600);

        assertThat(read(png(new QrCode(longest), 200)).getText()).isEqualTo(longest);
    }

    @Test
    void whatFitsNoCodeIsAFault() {
        QrCode tooLong = new QrCode("x".repeat(3_000));

        assertThatIllegalStateException().isThrownBy(() -> tooLong.png(400));
    }

    @Test
    void theSvgShowsTheSameModulesWithFourOfQuietAround() throws Exception {
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(new QrCode(LINK).svg(400)))
                .getDocumentElement();
        assertThat(svg.getAttribute("width")).isEqualTo("400");
        assertThat(svg.getAttribute("height")).isEqualTo("400");
        String[] box = svg.getAttribute("viewBox").split(" ");
        int side = Integer.parseInt(box[2]);
        assertThat(box).containsExactly("0", "0", String.valueOf(side), String.valueOf(side));
        String path = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");

        boolean[][] dark = modules(path, side);

        for (int i = 0; i < side; i++) {
            for (int quiet : new int[] {0, 1, 2, 3, side - 4, side - 3, side - 2, side - 1}) {
                assertThat(dark[quiet][i] || dark[i][quiet]).isFalse();
            }
        }
        // The corner of the first finder pattern.
        assertThat(dark[4][4]).isTrue();
        assertThat(read(drawn(dark)).getText()).isEqualTo(LINK);
    }

    @Test
    void anSvgIsPlainAndNamesNothingElsewhere() {
        String svg = new String(new QrCode(LINK).svg(200), StandardCharsets.UTF_8);

        assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"").doesNotContain("href", "script", LINK);
    }

    private static boolean[][] modules(String path, int side) {
        boolean[][] dark = new boolean[side][side];
        Matcher runs = RUN.matcher(path);
        int end = 0;
        while (runs.find()) {
            assertThat(runs.start()).isEqualTo(end);
            end = runs.end();
            assertThat(runs.group(3)).isEqualTo(runs.group(4));
            int x = Integer.parseInt(runs.group(1));
            for (int i = 0; i < Integer.parseInt(runs.group(3)); i++) {
                dark[Integer.parseInt(runs.group(2))][x + i] = true;
            }
        }
        assertThat(end).isEqualTo(path.length());
        return dark;
    }

    private static BufferedImage drawn(boolean[][] dark) {
        int scale = 3;
        BufferedImage image = new BufferedImage(dark.length * scale, dark.length * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int y = 0; y < dark.length; y++) {
            for (int x = 0; x < dark.length; x++) {
                pen.setColor(dark[y][x] ? Color.BLACK : Color.WHITE);
                pen.fillRect(x * scale, y * scale, scale, scale);
            }
        }
        pen.dispose();
        return image;
    }

    private static BufferedImage png(QrCode code, int size) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(code.png(size)));
    }

    /** As a phone's camera would, where the picture stands straight. */
    static Result read(BufferedImage image) throws Exception {
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
        try {
            return new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true));
        } catch (ReaderException e) {
            return new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true));
        }
    }
}
