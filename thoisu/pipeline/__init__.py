"""From pages to the record: the table of stages, the passes over the record, and the run that ties them together."""
