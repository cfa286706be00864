package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.ledger.TestDatabase;
import javax.sql.DataSource;

class H2MergeTest extends MergeContract {

    @Override
    DataSource database() {
        return TestDatabase.h2();
    }
}
