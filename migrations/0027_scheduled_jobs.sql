-- When each job of the scheduler is due, and the process that runs it for now. A process that ends without giving its lease
-- back loses it when it runs out.
CREATE TABLE scheduled_jobs (
    name TEXT PRIMARY KEY,
    due_at BIGINT NOT NULL,
    holder TEXT NOT NULL,
    held_until BIGINT NOT NULL
);
