// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/**
 * A file in a message; it exists by name alone, behind its link there is nothing (§8.5).
 *
 * @param name not empty
 * @param mime the media type
 * @param link where the portal would have it
 * @param size in bytes
 * @param width in pixels, 0 for what is no image
 * @param height in pixels, 0 for what is no image
 */
public record MessageFile(String name, String mime, String link, long size, int width, int height) {

    public MessageFile {
        if (name.isEmpty() || size < 0 || width < 0 || height < 0) {
            throw new IllegalArgumentException("A file has a name, and sizes of 0 or more: " + name + ", " + size
                    + " bytes, " + width + " by " + height);
        }
    }

    /** A file that is no image; the size is in bytes. */
    public static MessageFile of(String name, String mime, long size) {
        return new MessageFile(name, mime, "https://files.example/" + name, size, 0, 0);
    }

    /** A PNG image; the size is in bytes, width and height in pixels. */
    public static MessageFile image(String name, long size, int width, int height) {
        return new MessageFile(name, "image/png", "https://files.example/" + name, size, width, height);
    }

    /** Whether it has a width and a height. */
    public boolean isImage() {
        return width > 0 && height > 0;
    }
}
