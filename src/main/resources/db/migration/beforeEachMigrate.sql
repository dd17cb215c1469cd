-- A migration that can't have a table's lock soon gives up, or every payment would wait behind it; the replica ends, and tries again when it is started.
set local lock_timeout = '2s';
