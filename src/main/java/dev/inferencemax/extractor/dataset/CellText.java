package dev.inferencemax.extractor.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cells of a row as one text and back: separated by U+001F, which a cell may hold too. */
public final class CellText {

    private static final char SEPARATOR = '\u001f';
    private static final char ESCAPE = '\u001e';

    private CellText() {}

    public static String join(Collection<String> cells) {
        StringBuilder text = new StringBuilder(1024);
        boolean first = true;
        for (String cell : cells) {
            if (!first) {
                text.append(SEPARATOR);
            }
            first = false;
            append(text, cell);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == SEPARATOR || c == ESCAPE) {
                text.append(ESCAPE).append(c == SEPARATOR ? 's' : 'e');
            } else {
                text.append(c);
            }
        }
    }

    public static List<String> split(String text) {
        List<String> cells = new ArrayList<>(128);
        int start = 0;
        for (int end = text.indexOf(SEPARATOR); end >= 0; end = text.indexOf(SEPARATOR, start)) {
            cells.add(plain(text.substring(start, end)));
            start = end + 1;
        }
        cells.add(plain(text.substring(start)));
        return cells;
    }

    private static String plain(String cell) {
        if (cell.indexOf(ESCAPE) < 0) {
            return cell;
        }
        StringBuilder text = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            text.append(c != ESCAPE ? c : cell.charAt(++i) == 's' ? SEPARATOR : ESCAPE);
        }
        return text.toString();
    }
}
