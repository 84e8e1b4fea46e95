-- The day of the roster that said that a student is back from leave: the year's windows wait for them from then on.
ALTER TABLE student ADD COLUMN returned_on TEXT;
