package org.tallystick.link;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) with error correction M, of which 15 % may be illegible, and the quiet zone of four modules that the
 * standard asks for.
 *
 * @param content what it holds, in ASCII
 */
record QrCode(String content) {
    private static final int QUIET_ZONE_MODULES = 4;

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE_MODULES);

    /** @param sizePixels of each side, at least one for each module: 185 are enough for whatever a QR code holds */
    byte[] png(int sizePixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            MatrixToImageWriter.writeToStream(matrix(sizePixels), "PNG", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As one path: a run of dark modules in a row is a rectangle. */
    byte[] svg(int sizePixels) {
        BitMatrix modules = matrix(0);
        int side = modules.getWidth();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < side; y++) {
            int x = 0;
            while (x < side) {
                int begin = x;
                while (x < side && modules.get(x, y)) {
                    x++;
                }
                if (x > begin) {
                    path.append("M%d %dh%dv1h-%dz".formatted(begin, y, x - begin, x - begin));
                }
                x++;
            }
        }
        String svg =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%1$d\" viewBox=\"0 0 %2$d %2$d\""
                        + " shape-rendering=\"crispEdges\"><rect width=\"%2$d\" height=\"%2$d\" fill=\"#fff\"/><path d=\"%3$s\"/></svg>\n";
        return svg.formatted(sizePixels, side, path).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param sizePixels 0: a pixel for each module */
    private BitMatrix matrix(int sizePixels) {
        try {
            return new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, sizePixels, sizePixels, HINTS);
        } catch (WriterException e) {
            throw new IllegalStateException("a link of " + content.length() + " characters fits no QR code", e);
        }
    }
}
