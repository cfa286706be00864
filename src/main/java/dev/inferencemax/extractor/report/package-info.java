/**
 * The dataset for people: one HTML file with charts that needs nothing else. Start at {@link HtmlReport}. What the page
 * does is in the resources beside this package: {@code page.html}, {@code report.css} and the modules of {@code script/};
 * what it knows is a block of JSON that {@link Content} gathers from the finished tables.
 */
@ApplicationModule(allowedDependencies = "dataset")
@NullMarked
package dev.inferencemax.extractor.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
