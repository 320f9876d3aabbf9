-- Documents that are about no relations between sides are marked.
ALTER TABLE reading ADD COLUMN outside INTEGER NOT NULL DEFAULT 0 CHECK (outside IN (0, 1));
