/** Programs that print what a run costs, in ratios to something simple beside it; no tests, as machines differ. */
package dev.inferencemax.extractor.measure;
