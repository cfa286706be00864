package dev.inferencemax.extractor.report;

import dev.inferencemax.extractor.dataset.PublishedDataset;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Writes {@code report.html} from the finished tables. The same tables give the same bytes. */
@Component
public class HtmlReport {

    /** Its name in the folder of the dataset. */
    public static final String FILE = "report.html";

    private final PublishedDataset dataset;
    private final Page page = new Page();

    HtmlReport(PublishedDataset dataset) {
        this.dataset = dataset;
    }

    public Path write() {
        Content content = Content.of(dataset);
        return dataset.write(FILE, out -> page.write(out, content));
    }
}
