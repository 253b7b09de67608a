// One learner in one lesson, without a page.
